import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { ManagerApplication } from '../../api';
import {
  approveApplicationMutation,
  listApplicationsOptions,
  rejectApplicationMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Answers } from '../../kit/Answers';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { Empty } from '../../kit/Empty';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import styles from './Applications.module.css';

/** Who wants in: approve, or reject with the reason that the applicant will read. */
export function Applications() {
  const { t } = useTranslation();
  const { path, zone, slug } = useManagerPlace();
  const queryClient = useQueryClient();
  const [rejecting, setRejecting] = useState<ManagerApplication>();
  const [asking, setAsking] = useState(false);
  const waiting = useQuery(listApplicationsOptions({ path }));
  const after = (text: string) => ({
    onSuccess: () => {
      setAsking(false);
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const approve = useMutation({ ...approveApplicationMutation(), ...after(t('applications.approved')) });
  const reject = useMutation({ ...rejectApplicationMutation(), ...after(t('applications.rejected')) });
  const page = `${window.location.origin}/apply/${slug}`;

  return (
    <Screen>
      <PageHead title={t('nav.applications')} />
      <Loaded
        query={waiting}
        skeleton={
          <Waiting>
            <CardSkeleton height={132} />
          </Waiting>
        }
      >
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty
                icon={Inbox}
                title={t('applications.none')}
                text={t('applications.noneText')}
                action={<CopyField value={page} label={t('applications.page')} />}
              />
            </Card>
          ) : (
            <ul className={styles.list}>
              {rows.map((row) => (
                <li key={row.partner_id} className={styles.item}>
                  <div className={styles.who}>
                    <h2>{row.name}</h2>
                    <p>
                      {[row.email, row.country].filter(Boolean).join(' · ')} ·{' '}
                      {t('applications.on', { date: date(row.applied_at, zone) })}
                    </p>
                    {row.referrer && <p>{t('applications.by', { name: row.referrer.name })}</p>}
                    {row.website && (
                      <a
                        href={row.website}
                        target="_blank"
                        rel="noopener noreferrer nofollow ugc"
                        className="link"
                      >
                        {row.website}
                      </a>
                    )}
                    <Answers answers={row.answers} />
                  </div>
                  <May to="manage">
                    <div className={styles.acts}>
                      <Button
                        variant="default"
                        onClick={() => {
                          setRejecting(row);
                          setAsking(true);
                        }}
                      >
                        {t('applications.reject')}
                      </Button>
                      <Button
                        loading={approve.isPending && approve.variables.path.partner === row.partner_id}
                        onClick={() => approve.mutate({ path: { ...path, partner: row.partner_id } })}
                      >
                        {t('applications.approve')}
                      </Button>
                    </div>
                  </May>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ReasonDialog
        opened={asking}
        title={t('applications.rejectTitle', { name: rejecting?.name ?? '' })}
        text={t('applications.rejectText')}
        reason={t('applications.reason')}
        confirm={t('applications.reject')}
        danger
        busy={reject.isPending}
        onClose={() => setAsking(false)}
        onConfirm={(reason) =>
          rejecting && reject.mutate({ path: { ...path, partner: rejecting.partner_id }, body: { reason } })
        }
      />
    </Screen>
  );
}

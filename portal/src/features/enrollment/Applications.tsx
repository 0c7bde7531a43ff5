import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { ManagerApplication } from '../../api';
import {
  approveApplicationMutation,
  approveApplicationsMutation,
  listApplicationsOptions,
  rejectApplicationsMutation,
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
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import styles from './Applications.module.css';
import { again } from './again';

/** Who wants in: approve, or reject with the reason that the applicant will read. */
export function Applications() {
  const { t } = useTranslation();
  const { path, zone, slug } = useManagerPlace();
  const queryClient = useQueryClient();
  const [rejecting, setRejecting] = useState<ManagerApplication[]>([]);
  const [chosen, setChosen] = useState<string[]>([]);
  const [days, setDays] = useState('');
  const [asking, setAsking] = useState(false);
  const waiting = useQuery(listApplicationsOptions({ path }));
  const after = (text: string) => ({
    onSuccess: () => {
      setAsking(false);
      setChosen([]);
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const approve = useMutation({ ...approveApplicationMutation(), ...after(t('applications.approved')) });
  const approveAll = useMutation({
    ...approveApplicationsMutation(),
    ...after(t('applications.approvedAll')),
  });
  const reject = useMutation({ ...rejectApplicationsMutation(), ...after(t('applications.rejected')) });
  const ask = (rows: ManagerApplication[]) => {
    setRejecting(rows);
    setDays('');
    setAsking(true);
  };
  const page = `${window.location.origin}/apply/${slug}`;

  return (
    <Screen>
      <PageHead title={t('nav.applications')}>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/m/$program/applications/form" params={path} />}
        >
          {t('applications.form')}
        </Button>
      </PageHead>
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
            <>
              {rows.length > 1 && (
                <May to="manage">
                  <div className={styles.bar}>
                    <Checkbox
                      label={t('applications.chosen', { count: chosen.length })}
                      checked={chosen.length === rows.length}
                      indeterminate={chosen.length > 0 && chosen.length < rows.length}
                      onChange={(e) =>
                        setChosen(e.currentTarget.checked ? rows.map((row) => row.partner_id) : [])
                      }
                    />
                    {chosen.length > 0 && (
                      <div className={styles.acts}>
                        <Button
                          variant="default"
                          onClick={() => ask(rows.filter((row) => chosen.includes(row.partner_id)))}
                        >
                          {t('applications.rejectAll', { count: chosen.length })}
                        </Button>
                        <Button
                          loading={approveAll.isPending}
                          onClick={() => approveAll.mutate({ path, body: { partners: chosen } })}
                        >
                          {t('applications.approveAll', { count: chosen.length })}
                        </Button>
                      </div>
                    )}
                  </div>
                </May>
              )}
              <ul className={styles.list}>
                {rows.map((row) => (
                  <li key={row.partner_id} className={styles.item}>
                    {rows.length > 1 && (
                      <May to="manage">
                        <Checkbox
                          aria-label={t('applications.choose', { name: row.name })}
                          checked={chosen.includes(row.partner_id)}
                          onChange={(e) =>
                            setChosen(
                              e.currentTarget.checked
                                ? [...chosen, row.partner_id]
                                : chosen.filter((one) => one !== row.partner_id),
                            )
                          }
                        />
                      </May>
                    )}
                    <div className={styles.who}>
                      <h2>
                        {row.name}{' '}
                        {row.unmet.map((one) => (
                          <Pill key={one} tone="warn">
                            {t(`applications.unmet.${one}`)}
                          </Pill>
                        ))}
                        {row.again && <Pill tone="plain">{t('applications.again')}</Pill>}
                      </h2>
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
                        <Button variant="default" onClick={() => ask([row])}>
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
            </>
          )
        }
      </Loaded>
      <ReasonDialog
        opened={asking}
        title={t('applications.rejectTitle', { name: rejecting.map((row) => row.name).join(', ') })}
        text={t('applications.rejectText')}
        reason={t('applications.reason')}
        confirm={t('applications.reject')}
        danger
        busy={reject.isPending}
        onClose={() => setAsking(false)}
        onConfirm={(reason) =>
          reject.mutate({
            path,
            body: {
              partners: rejecting.map((row) => row.partner_id),
              reason,
              ...(days === '' ? {} : { reapply_days: Number(days) }),
            },
          })
        }
      >
        <NativeSelect
          label={t('applications.reapply')}
          value={days}
          data={[
            { value: '', label: t('applications.asForm') },
            ...['0', '30', '90', '365', '-1'].map((value) => ({ value, label: again(value, t) })),
          ]}
          onChange={(e) => setDays(e.currentTarget.value)}
        />
      </ReasonDialog>
    </Screen>
  );
}

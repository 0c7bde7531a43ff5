import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ManagerLead } from '../../api';
import {
  loseLeadMutation,
  manageLeadOptions,
  manageLeadQueryKey,
  winLeadMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { useMay } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { Timeline } from '../../kit/Timeline';
import { answerText } from './countries';
import { LeadPill } from './LeadPill';
import styles from './Leads.module.css';
import { RejectDialog } from './RejectDialog';
import { useReview } from './useReview';
import { WonDialog } from './WonDialog';

/** One lead as the program sees it: to review, and to mark as won or lost. */
export function ManageLead({ id }: { id: string }) {
  const { path } = useManagerPlace();
  const found = useQuery(manageLeadOptions({ path: { ...path, lead: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(lead) => <Shown lead={lead} />}
    </Loaded>
  );
}

function Shown({ lead }: { lead: ManagerLead }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const may = useMay('manage');
  return (
    <>
      <Sum
        pill={<LeadPill status={lead.status} sent={lead.source === 'program'} />}
        amount={lead.amount ? money(lead.amount) : lead.name}
        under={lead.amount ? lead.name : (lead.company ?? lead.number)}
      />
      {lead.same.length > 0 && (
        <p className={styles.warn} role="note">
          {t('leads.same', { partners: lead.same.map((one) => one.partner.name).join(', ') })}
        </p>
      )}
      {may && <Acts lead={lead} />}
      <Facts
        facts={[
          {
            label: t('leads.partner'),
            value: (
              <Link to="/m/$program/partners" params={path} search={{ id: lead.partner.id }}>
                {lead.partner.name}
              </Link>
            ),
          },
          { label: t('leads.number'), value: lead.number },
          {
            label: t('leads.email'),
            value: lead.email && <CopyText value={lead.email} />,
            show: Boolean(lead.email),
          },
          { label: t('leads.company'), value: lead.company, show: Boolean(lead.company) },
          { label: t('leads.source'), value: t(`leads.via.${lead.source}`) },
          ...lead.answers.map((one) => ({
            label: one.label,
            value: answerText(one.value, t('leads.yes')),
          })),
          { label: t('leads.reason'), value: lead.reason, show: Boolean(lead.reason) },
          {
            label: t('leads.wonBy'),
            value: lead.conversion_id && (
              <Link to="/m/$program/conversions" params={path} search={{ id: lead.conversion_id }}>
                {t('leads.conversion')}
              </Link>
            ),
            show: Boolean(lead.conversion_id),
          },
        ]}
      />
      {lead.commissions.length > 0 && (
        <Lines
          title={t('leads.earnedPartner')}
          lines={lead.commissions.map((one) => ({
            id: one.id,
            text: t(`status.${one.status}` as 'status.pending'),
            meta: '',
            amount: money(one.amount),
          }))}
        />
      )}
      <Timeline
        title={t('leads.history')}
        steps={lead.history.map((step, i) => ({
          id: String(i),
          label: t(`leads.act.${step.act}`),
          state: step.act === 'rejected' || step.act === 'lost' ? 'stopped' : 'done',
          when: `${dateTime(step.at, zone)} · ${step.name || t('leads.by.tracking')}`,
          ...(step.reason ? { note: step.reason } : {}),
        }))}
      />
    </>
  );
}

function Acts({ lead }: { lead: ManagerLead }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const place = { path: { ...path, lead: lead.id } };
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'won' | 'lost'>();
  const close = () => setAsked(undefined);
  const review = useReview(() => {});
  const onSuccess = (after: ManagerLead) => {
    queryClient.setQueryData(manageLeadQueryKey(place), after);
    void queryClient.invalidateQueries();
    close();
  };
  const win = useMutation({ ...winLeadMutation(), onSuccess });
  const lose = useMutation({ ...loseLeadMutation(), onSuccess });
  if (lead.status === 'in_review' && lead.source === 'partner')
    return (
      <div className={styles.acts}>
        <Button loading={review.busy} onClick={() => review.approve([lead.id])}>
          {t('leads.approve')}
        </Button>
        <Button variant="default" onClick={review.ask}>
          {t('leads.reject')}
        </Button>
        <RejectDialog review={review} ids={[lead.id]} />
        <FormProblem problem={review.problem} />
      </div>
    );
  if (lead.status !== 'approved') return null;
  return (
    <>
      <div className={styles.acts}>
        <Button onClick={() => setAsked('won')}>{t('leads.markWon')}</Button>
        <Button variant="default" onClick={() => setAsked('lost')}>
          {t('leads.markLost')}
        </Button>
      </div>
      <WonDialog
        opened={asked === 'won'}
        text={t('leads.wonText', { partner: lead.partner.name })}
        busy={win.isPending}
        problem={win.error}
        onClose={close}
        onConfirm={(amount) => win.mutate({ ...place, body: { amount } })}
      />
      <ReasonDialog
        opened={asked === 'lost'}
        title={t('leads.markLost')}
        text={t('leads.lostText')}
        confirm={t('leads.markLost')}
        danger
        reason={t('leads.reason')}
        busy={lose.isPending}
        onClose={close}
        onConfirm={(reason) => lose.mutate({ ...place, body: { reason } })}
      />
    </>
  );
}

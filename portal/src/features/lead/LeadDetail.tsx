import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { PartnerLead } from '../../api';
import {
  acceptLeadMutation,
  declineLeadMutation,
  deleteLeadMutation,
  getLeadOptions,
  getLeadQueryKey,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { Timeline } from '../../kit/Timeline';
import { said } from '../../kit/toast';
import { answerText } from './countries';
import { LeadPill } from './LeadPill';
import styles from './Leads.module.css';

const LeadForm = lazy(() => import('./LeadForm'));

/** One lead with what was done with it and what it has earned. */
export default function LeadDetail({ id }: { id: string }) {
  const { path } = usePartnerPlace();
  const found = useQuery(getLeadOptions({ path: { ...path, lead: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(lead) => <Shown lead={lead} />}
    </Loaded>
  );
}

function Shown({ lead }: { lead: PartnerLead }) {
  const { t } = useTranslation();
  const { zone } = usePartnerPlace();
  return (
    <>
      <Sum
        pill={<LeadPill status={lead.status} sent={lead.source === 'program'} />}
        amount={lead.amount ? money(lead.amount) : lead.name}
        under={lead.amount ? lead.name : (lead.company ?? lead.number)}
      />
      {(lead.can_edit || lead.can_answer) && <Acts lead={lead} />}
      <Facts
        facts={[
          { label: t('leads.number'), value: lead.number },
          {
            label: t('leads.email'),
            value: lead.email && <CopyText value={lead.email} />,
            show: Boolean(lead.email),
          },
          { label: t('leads.company'), value: lead.company, show: Boolean(lead.company) },
          { label: t('leads.source'), value: t(`leads.from.${lead.source}`) },
          ...lead.answers.map((one) => ({
            label: one.label,
            value: answerText(one.value, t('leads.yes')),
          })),
          { label: t('leads.reason'), value: lead.reason, show: Boolean(lead.reason) },
        ]}
      />
      {lead.commissions.length > 0 && (
        <Lines
          title={t('leads.earned')}
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
          when: `${dateTime(step.at, zone)} · ${t(`leads.by.${step.from}`)}`,
          ...(step.reason ? { note: step.reason } : {}),
        }))}
      />
    </>
  );
}

/** What the partner can do now: change or take back its own, take or decline what was passed on. */
function Acts({ lead }: { lead: PartnerLead }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const place = { path: { ...path, lead: lead.id } };
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'delete' | 'decline'>();
  const close = () => setAsked(undefined);
  const onSuccess = (after: PartnerLead) => {
    queryClient.setQueryData(getLeadQueryKey(place), after);
    void queryClient.invalidateQueries();
    close();
  };
  const accept = useMutation({ ...acceptLeadMutation(), onSuccess });
  const decline = useMutation({ ...declineLeadMutation(), onSuccess });
  const remove = useMutation({
    ...deleteLeadMutation(),
    onSuccess: () => {
      said(t('leads.deleted'));
      void navigate({ to: '.', search: (now) => ({ ...now, id: undefined }) });
      void queryClient.invalidateQueries();
    },
  });
  return (
    <>
      <div className={styles.acts}>
        {lead.can_answer && (
          <>
            <Button loading={accept.isPending} onClick={() => accept.mutate(place)}>
              {t('leads.take')}
            </Button>
            <Button variant="default" onClick={() => setAsked('decline')}>
              {t('leads.decline')}
            </Button>
          </>
        )}
        {lead.can_edit && (
          <>
            <Button variant="default" onClick={() => setAsked('edit')}>
              {t('leads.change')}
            </Button>
            <Button variant="default" onClick={() => setAsked('delete')}>
              {t('leads.delete')}
            </Button>
          </>
        )}
      </div>
      <FormProblem problem={accept.error ?? decline.error ?? remove.error} />
      <Suspense>{asked === 'edit' && <LeadForm lead={lead} onClose={close} />}</Suspense>
      <ReasonDialog
        opened={asked === 'delete'}
        title={t('leads.delete')}
        text={t('leads.deleteText')}
        confirm={t('leads.delete')}
        danger
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(place)}
      />
      <ReasonDialog
        opened={asked === 'decline'}
        title={t('leads.decline')}
        text={t('leads.declineText')}
        confirm={t('leads.decline')}
        reason={t('leads.reason')}
        busy={decline.isPending}
        onClose={close}
        onConfirm={(reason) => decline.mutate({ ...place, body: { reason } })}
      />
    </>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime, type Money, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Sum } from '../../kit/Sum';
import { Timeline } from '../../kit/Timeline';
import { DealPill } from './DealPill';
import styles from './Deals.module.css';
import type { DealStatus } from './status';

type Act =
  | 'registered'
  | 'edited'
  | 'accepted'
  | 'rejected'
  | 'moved'
  | 'closed'
  | 'returned'
  | 'won'
  | 'lost'
  | 'renewed';

type Shown = {
  status: DealStatus;
  name: string;
  number: string;
  company: string;
  stage: string;
  value: Money;
  website?: string;
  contact?: string;
  email?: string;
  text?: string;
  reason?: string;
  expires_at?: string;
  commissions: readonly { id: string; amount: Money; status: string }[];
};

/** What both sides see of a deal; `partner` is whose it is, for the program's side. */
export function DealFacts({
  deal,
  stages,
  history,
  zone,
  partner,
  children,
}: {
  deal: Shown;
  stages: readonly { id?: string; name: string }[];
  history: readonly { at: string; act: Act; by: string; stage?: string; reason?: string }[];
  zone: string;
  partner?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const stopped = new Set<Act>(['rejected', 'lost', 'returned']);
  return (
    <>
      <Sum pill={<DealPill status={deal.status} />} amount={money(deal.value)} under={deal.name} />
      {children}
      <Facts
        facts={[
          { label: t('deals.partner'), value: partner, show: partner !== undefined },
          { label: t('deals.number'), value: deal.number },
          { label: t('deals.company'), value: deal.company },
          { label: t('deals.website'), value: deal.website, show: Boolean(deal.website) },
          {
            label: t('deals.stage'),
            value: stages.find((one) => one.id === deal.stage)?.name ?? deal.stage,
          },
          {
            label: t('deals.expires'),
            value: deal.expires_at && dateTime(deal.expires_at, zone),
            show: Boolean(deal.expires_at),
          },
          { label: t('deals.contact'), value: deal.contact, show: Boolean(deal.contact) },
          {
            label: t('deals.email'),
            value: deal.email && <CopyText value={deal.email} />,
            show: Boolean(deal.email),
          },
          { label: t('deals.reason'), value: deal.reason, show: Boolean(deal.reason) },
        ]}
      />
      {deal.text && <p className={styles.text}>{deal.text}</p>}
      <Lines
        title={t('deals.earned')}
        lines={deal.commissions.map((one) => ({
          id: one.id,
          text: t(`status.${one.status}` as 'status.pending'),
          meta: '',
          amount: money(one.amount),
        }))}
      />
      <Timeline
        title={t('deals.history')}
        steps={history.map((step, i) => ({
          id: String(i),
          label: step.stage ? t('deals.movedTo', { stage: step.stage }) : t(`deals.act.${step.act}`),
          state: stopped.has(step.act) ? 'stopped' : 'done',
          when: `${dateTime(step.at, zone)} · ${step.by}`,
          ...(step.reason ? { note: step.reason } : {}),
        }))}
      />
    </>
  );
}

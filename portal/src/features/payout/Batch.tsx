import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ManagerBatch } from '../../api';
import { getPayoutBatchOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useSession } from '../../app/session';
import { type Translate, useTranslation } from '../../i18n';
import { count, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import styles from './Batch.module.css';
import { BatchActs } from './BatchActs';
import { BatchPayouts } from './BatchPayouts';
import { batchTones, railText } from './status';

/** Who approved a run, as far as the reader cares. */
function approval(batch: ManagerBatch, user: string) {
  if (batch.self_approved) return 'batches.selfApproved';
  return batch.approved_by === user ? 'batches.approvedByYou' : 'batches.approvedByOther';
}

/** What is to be done next. */
function next(batch: ManagerBatch, t: Translate) {
  if (!batch.planned) return t('batches.planning');
  if (batch.online && (batch.status === 'approved' || batch.status === 'running'))
    return t('batches.sending');
  return t(`batchNext.${batch.status}`);
}

/** One payout run: what it will pay to whom, and the next step of it. */
export default function Batch({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const session = useSession();
  const query = useQuery({
    ...getPayoutBatchOptions({ path: { ...path, batch: id } }),
    // A large run is planned in steps; its lines come as they are reserved.
    refetchInterval: ({ state }) => (state.data?.planned === false ? 2000 : false),
  });
  return (
    <Screen>
      <Link to="/m/$program/payouts" params={path} className={styles.back}>
        <ArrowLeft size={15} aria-hidden="true" />
        {t('batches.all')}
      </Link>
      <Loaded
        query={query}
        skeleton={
          <Waiting>
            <CardSkeleton height={260} />
          </Waiting>
        }
      >
        {(batch) => (
          <>
            <PageHead title={t('batches.one', { date: dateTime(batch.created_at, zone) })}>
              <May to="money">
                <BatchActs batch={batch} />
              </May>
            </PageHead>
            <p className={styles.state}>
              <Pill tone={batchTones[batch.status]}>{t(`batch.${batch.status}`)}</Pill>
              <span>{next(batch, t)}</span>
              <span>{railText(batch.rail, t)}</span>
              {batch.status === 'reviewed' && batch.signed.length > 0 && (
                <span>
                  {t(batch.signed.includes(session.user.id) ? 'batches.needsSecond' : 'batches.signed', {
                    count: batch.signed.length,
                  })}
                </span>
              )}
              {batch.approved_by && <span>{t(approval(batch, session.user.id))}</span>}
            </p>
            <StatStrip
              compact
              stats={[
                {
                  id: 'total',
                  label: t('batches.total'),
                  meaning: t('meaning.batchTotal'),
                  value: money(batch.total),
                },
                {
                  id: 'payouts',
                  label: t('batches.payouts'),
                  meaning: t('meaning.batchPayouts'),
                  value: count(batch.payouts),
                },
                {
                  id: 'commissions',
                  label: t('batches.commissions'),
                  meaning: t('meaning.batchCommissions'),
                  value: count(batch.commissions),
                },
                ...(batch.fees.amount > 0
                  ? [
                      {
                        id: 'fees',
                        label: t('batches.fees'),
                        meaning: t('meaning.batchFees'),
                        value: money(batch.fees),
                      },
                    ]
                  : []),
                {
                  id: 'paid',
                  label: t('batches.paid'),
                  meaning: t('meaning.batchPaid'),
                  value: t('batches.paidOf', { paid: batch.paid, all: batch.payouts }),
                },
              ]}
            />
            {batch.rates.length > 0 && (
              <p className={styles.text}>
                {batch.rates.map((rate) => t('payouts.rateOf', { ...rate })).join(' · ')}
              </p>
            )}
            <BatchPayouts batch={batch} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

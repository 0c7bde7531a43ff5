import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getPayoutOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { date, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { steps } from '../../kit/steps';
import { Timeline } from '../../kit/Timeline';
import { PayoutPill } from './PayoutPill';
import { ProofButton } from './ProofButton';
import { rateText } from './rate';
import { railText } from './status';

/** One payout: how much, how far it has come, and which commissions it pays. */
export default function PayoutDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const query = useQuery(getPayoutOptions({ path: { ...path, payout: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<PayoutPill status={found.status} awaiting={found.awaiting_approval} plain />}
            amount={money(found.amount)}
            under={railText(found.rail, t)}
          />
          <Facts
            facts={[
              { label: t('payouts.created'), value: date(found.created_at, zone) },
              {
                label: t('payouts.paidOn'),
                value: found.paid_at && date(found.paid_at, zone),
                show: found.paid_at !== undefined,
              },
              {
                label: t('payouts.reference'),
                value: found.reference && <CopyText value={found.reference} />,
                show: found.reference !== undefined,
              },
              { label: t('payouts.fee'), value: money(found.fee), show: found.fee.amount !== 0 },
              { label: t('payouts.net'), value: money(found.net), show: found.fee.amount !== 0 },
              {
                label: t('payouts.sent'),
                value: found.sent && money(found.sent.amount),
                show: found.sent !== undefined,
              },
              {
                label: t('payouts.rate'),
                value: found.sent && rateText(found.amount.currency, found.sent, t),
                show: found.sent !== undefined,
              },
              { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
              { label: t('commissions.id'), value: <CopyText value={found.id} /> },
            ]}
          />
          <Timeline title={t('commissions.story')} steps={steps(found.timeline, zone, t)} />
          <Lines
            title={t('payouts.pays', { count: found.lines.length })}
            lines={found.lines.map((line) => ({
              id: line.commission_id,
              text: (
                <Link
                  to="/p/$partner/$program/commissions"
                  params={path}
                  search={{ id: line.commission_id }}
                  className="link"
                >
                  {line.offer}
                </Link>
              ),
              meta: date(line.occurred_at, zone),
              amount: money(line.amount),
            }))}
          />
          <ProofButton id={found.id} />
        </>
      )}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getCommissionOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Explanation } from '../../kit/Explanation';
import { Facts } from '../../kit/Facts';
import { dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { paidText } from '../../kit/paid';
import { rewardText } from '../../kit/reward';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { steps } from '../../kit/steps';
import { Timeline } from '../../kit/Timeline';
import { expectation } from './expectation';
import { reasonText } from './reason';
import { reasoningText } from './reasoning';
import { WordPill } from './WordPill';

/** One commission: how much, for what, where it stands, and why. */
export default function CommissionDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone, style } = usePartnerPlace();
  const query = useQuery(getCommissionOptions({ path: { ...path, commission: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<WordPill said={found.said} status={found.status} style={style} />}
            amount={money(found.net_amount)}
            under={found.customer ?? t(`kind.${found.kind}`)}
          />
          <Facts
            facts={[
              { label: t('commissions.offer'), value: found.offer },
              {
                label: t('commissions.sale'),
                value: found.sale && money(found.sale),
                show: found.sale !== undefined,
              },
              {
                label: t('commissions.paidIn'),
                value: found.paid && paidText(t, found.paid),
                show: found.paid !== undefined,
              },
              {
                label: t('commissions.rate'),
                value: rewardText(found.reward),
                show: found.sale !== undefined,
              },
              {
                label: t('commissions.whole'),
                value: money(found.amount),
                show: found.reversed_amount.amount !== 0,
              },
              {
                label: t('commissions.reversed'),
                value: money(found.reversed_amount),
                show: found.reversed_amount.amount !== 0,
              },
              {
                label: t('commissions.reason'),
                value: found.reason && reasonText(found.reason),
                show: found.reason !== undefined && found.status !== 'held',
              },
              {
                label: t('commissions.expected'),
                value: found.expected.for && expectation(found.expected, zone, t),
                show: found.expected.for !== undefined,
              },
              { label: t('commissions.link'), value: found.link?.name, show: found.link !== undefined },
              { label: t('commissions.sub'), value: found.sub1, show: found.sub1 !== undefined },
              { label: t('commissions.occurred'), value: dateTime(found.occurred_at, zone) },
              {
                label: t('commissions.payout'),
                value: found.payout_id && (
                  <Link
                    to="/p/$partner/$program/payouts"
                    params={path}
                    search={{ id: found.payout_id }}
                    className="link"
                  >
                    {t('commissions.seePayout')}
                  </Link>
                ),
                show: found.payout_id !== undefined,
              },
              {
                label: t('commissions.transaction'),
                value: <CopyText value={found.transaction_id} />,
                show: found.transaction_id !== '',
              },
              { label: t('commissions.id'), value: <CopyText value={found.id} /> },
            ]}
          />
          <Timeline title={t('commissions.story')} steps={steps(found.timeline, zone, t)} />
          <Explanation
            title={t('commissions.why')}
            lines={found.explanation.map((one) => reasoningText(one, t))}
          />
        </>
      )}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { getConversionOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { paidText } from '../../kit/paid';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { Trace } from '../../kit/Trace';
import { VerdictPill } from '../../kit/VerdictPill';

const Corrections = lazy(() => import('./Corrections'));

/** Why this commission, or why none: the touches weighed, the rules gone through, the values. */
export function ConversionDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = useQuery(getConversionOptions({ path: { ...path, conversion: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<VerdictPill verdict={found.verdict} />}
            amount={found.amount ? money(found.amount) : t(`kind.${found.kind}`)}
            under={
              found.partner && (
                <Link
                  to="/m/$program/partners"
                  params={path}
                  search={{ id: found.partner.id }}
                  className="link"
                >
                  {found.partner.name}
                </Link>
              )
            }
          />
          <Facts
            facts={[
              { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
              {
                label: t('commissions.paidIn'),
                value: found.paid && paidText(t, found.paid),
                show: found.paid !== undefined,
              },
              { label: t('conversions.kind'), value: t(`kind.${found.kind}`) },
              { label: t('conversions.occurred'), value: dateTime(found.occurred_at, zone) },
              { label: t('conversions.received'), value: dateTime(found.received_at, zone) },
              { label: t('conversions.decided'), value: dateTime(found.decided_at, zone) },
              { label: t('conversions.source'), value: t(`source.${found.source}`) },
              {
                label: t('conversions.coupons'),
                value: found.coupon_codes.join(', '),
                show: found.coupon_codes.length > 0,
              },
              {
                label: t('conversions.signals'),
                value: found.signals
                  .map((signal) => t(`signal.${signal}` as 'signal.new_customer', { defaultValue: signal }))
                  .join(', '),
                show: found.signals.length > 0,
              },
              {
                label: t('byHand.now'),
                value: found.current ? money(found.current) : '–',
                show: found.corrections.length > 0,
              },
              { label: t('byHand.by'), value: found.added_by?.name, show: found.added_by !== undefined },
              { label: t('byHand.for'), value: found.added_for, show: found.added_for !== undefined },
              { label: t('commissions.customer'), value: found.customer, show: found.customer !== undefined },
              { label: t('conversions.transaction'), value: <CopyText value={found.transaction_id} /> },
              {
                label: t('conversions.order'),
                value: <CopyText value={found.order_id} />,
                show: found.order_id !== found.transaction_id,
              },
              { label: t('commissions.id'), value: <CopyText value={found.id} /> },
            ]}
          />
          <Suspense>
            <Corrections found={found} />
          </Suspense>
          <Lines
            title={t('conversions.made', { count: found.commissions.length })}
            lines={found.commissions.map((one) => ({
              id: one.id,
              text: (
                <Link to="/m/$program/commissions" params={path} search={{ id: one.id }} className="link">
                  {t(`status.${one.status}`)}
                </Link>
              ),
              meta: '',
              amount: money(one.amount),
            }))}
          />
          <Lines
            title={t('conversions.touches')}
            lines={found.touches.map((touch, i) => ({
              id: `${touch.how}-${i}`,
              text: touch.partner?.name ?? t(`how.${touch.how}`),
              meta: [
                t(`how.${touch.how}`),
                touch.coupon_code,
                touch.self_referral && t('conversions.self'),
                dateTime(touch.at, zone),
              ]
                .filter(Boolean)
                .join(' · '),
              amount: t(`finding.${touch.finding}`),
            }))}
          />
          <Trace title={t('commissions.whyManager')} steps={found.steps} />
        </>
      )}
    </Loaded>
  );
}

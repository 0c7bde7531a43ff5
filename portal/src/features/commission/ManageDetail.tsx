import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { manageCommissionOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Explanation } from '../../kit/Explanation';
import { Facts } from '../../kit/Facts';
import { date, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { paidText } from '../../kit/paid';
import { rewardText } from '../../kit/reward';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { steps } from '../../kit/steps';
import { Timeline } from '../../kit/Timeline';
import { Trace } from '../../kit/Trace';
import { ActButtons } from './ActButtons';
import { actsFor } from './acts';
import styles from './ManageDetail.module.css';
import { reasonText } from './reason';
import { StatusPill } from './StatusPill';

/** One commission as the manager sees it: the rule, the trace of the decision, and what can be done. */
export function ManageDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = useQuery(manageCommissionOptions({ path: { ...path, commission: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<StatusPill status={found.status} />}
            amount={money(found.net_amount)}
            under={
              <Link
                to="/m/$program/partners"
                params={path}
                search={{ id: found.partner.id }}
                className="link"
              >
                {found.partner.name}
              </Link>
            }
          />
          {actsFor(found.status).length > 0 && !found.payout_id && (
            <May to="manage">
              <div className={styles.acts}>
                <ActButtons acts={actsFor(found.status)} ids={[found.id]} onDone={() => undefined} />
              </div>
            </May>
          )}
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
                label: t('adjustments.givenBy'),
                value: found.given_by?.id === 'system' ? t('adjustments.bySystem') : found.given_by?.name,
                show: found.given_by !== undefined,
              },
              {
                label: t('adjustments.givenFor'),
                value: found.given_for,
                show: found.given_for !== undefined && found.given_for !== found.reason,
              },
              {
                label: t('commissions.reversed'),
                value: money(found.reversed_amount),
                show: found.reversed_amount.amount !== 0,
              },
              {
                label: t('commissions.reason'),
                value: found.reason && reasonText(found.reason),
                show: found.reason !== undefined,
              },
              {
                label: t('commissions.holdUntil'),
                value: found.hold_until && date(found.hold_until, zone),
                show: found.hold_until !== undefined,
              },
              {
                label: t('commissions.conversion'),
                value: (
                  <Link
                    to="/m/$program/conversions"
                    params={path}
                    search={{ id: found.conversion_id }}
                    className="link"
                  >
                    {t('commissions.seeConversion')}
                  </Link>
                ),
                show: found.conversion_id !== '',
              },
              {
                label: t('commissions.clawed'),
                value: money(found.clawed_amount),
                show: found.clawed_amount.amount !== 0,
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
            title={t('adjustments.acts')}
            lines={found.acts.map(
              (act) =>
                `${dateTime(act.at, zone)} · ${act.by.name} · ${t(`adjustments.act.${act.action.replace('commission.', '')}` as 'adjustments.act.hold', { defaultValue: act.action })}`,
            )}
          />
          <Trace title={t('commissions.whyManager')} steps={found.steps} />
        </>
      )}
    </Loaded>
  );
}

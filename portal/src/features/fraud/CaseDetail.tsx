import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getCaseOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { Decide } from './Decide';
import { tones } from './status';

/** One case: what it is about, why it opened, and how it ended. */
export function CaseDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = useQuery(getCaseOptions({ path: { ...path, case: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<Pill tone={tones[found.status]}>{t(`fraud.status.${found.status}`)}</Pill>}
            amount={t('fraud.points', { count: found.score })}
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
          {found.status === 'open' && <Decide ids={[found.id]} onDone={() => undefined} />}
          <Lines
            title={t('fraud.why')}
            lines={found.hits.map((hit) => ({
              id: hit.rule,
              text: t(`fraud.rule.${hit.rule}` as 'fraud.rule.too_fast', { defaultValue: hit.rule }),
              meta: Object.entries(hit.saw ?? {})
                .map(([name, value]) =>
                  t(`fraud.saw.${name}` as 'fraud.saw.after', { value, defaultValue: value }),
                )
                .join(' · '),
              amount: `+${hit.points}`,
            }))}
          />
          <Facts
            facts={[
              { label: t('conversions.order'), value: <CopyText value={found.order_id} /> },
              {
                label: t('commissions.sale'),
                value: found.amount && money(found.amount),
                show: !!found.amount,
              },
              { label: t('fraud.earned'), value: money(found.earned) },
              { label: t('commissions.customer'), value: found.customer, show: found.customer !== undefined },
              { label: t('fraud.opened'), value: dateTime(found.opened_at, zone) },
              {
                label: t('fraud.decided'),
                value: found.decided_at && dateTime(found.decided_at, zone),
                show: found.decided_at !== undefined,
              },
              { label: t('fraud.by'), value: found.decided_by?.name, show: found.decided_by !== undefined },
              { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
              { label: t('fraud.note'), value: found.note, show: found.note !== undefined },
            ]}
          />
          <Lines
            title={t('fraud.held')}
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
          <Link
            to="/m/$program/conversions"
            params={path}
            search={{ id: found.conversion_id }}
            className="link"
          >
            {t('fraud.conversion')}
          </Link>
          <Link to="/m/$program/fraud" params={path} search={{ q: found.partner.id }} className="link">
            {t('fraud.history')}
          </Link>
        </>
      )}
    </Loaded>
  );
}

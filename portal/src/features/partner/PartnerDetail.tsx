import { useQuery } from '@tanstack/react-query';
import { getPartnerOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Answers } from '../../kit/Answers';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { count, date, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { ViewAs } from '../../kit/ViewAs';
import { HoldoutLink } from './HoldoutLink';
import { PlaceCard } from './PlaceCard';
import { Standing } from './Standing';
import { partnerTones } from './status';

/** One partner: who they are, what they bring, what they are owed. Never their bank details. */
export function PartnerDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = useQuery(getPartnerOptions({ path: { ...path, partner: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<Pill tone={partnerTones[found.status]}>{t(`enrollment.${found.status}`)}</Pill>}
            amount={found.name}
            under={found.email}
          />
          <May to="manage">
            <Standing id={found.id} status={found.status} />
            <ViewAs partner={found.id} />
          </May>
          <Facts
            facts={[
              { label: t('partners.joined'), value: date(found.decided_at ?? found.applied_at, zone) },
              { label: t('apply.website'), value: found.website, show: found.website !== undefined },
              { label: t('partners.broughtBy'), value: found.referrer?.name, show: !!found.referrer },
              { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
              { label: t('stat.clicks'), value: count(found.current.clicks) },
              { label: t('stat.conversions'), value: count(found.current.conversions) },
              { label: t('links.revenue'), value: money(found.current.revenue) },
              { label: t('wallet.pending'), value: money(found.wallet.pending) },
              { label: t('overview.ready'), value: money(found.wallet.available) },
              { label: t('wallet.paid'), value: money(found.wallet.paid) },
              { label: t('partners.method'), value: found.payout_method?.masked ?? t('partners.noMethod') },
              { label: t('commissions.id'), value: <CopyText value={found.id} /> },
            ]}
          />
          {found.status === 'active' && (
            <May to="manage">
              <PlaceCard partner={found} />
            </May>
          )}
          <Answers answers={found.answers} />
          <Lines
            title={t('partners.links', { count: found.links.length })}
            lines={found.links.map((link) => ({
              id: link.id,
              text: link.name || t('links.default'),
              meta: link.url.replace(/^https?:\/\/[^/]+/, ''),
              amount: link.holdout ? t('partners.holdoutTag') : link.active ? '' : t('links.inactive'),
            }))}
          />
          {found.status === 'active' && (
            <May to="manage">
              <HoldoutLink id={found.id} />
            </May>
          )}
        </>
      )}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerPartnerDetail } from '../../api';
import { getPartnerOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Answers } from '../../kit/Answers';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { Filter } from '../../kit/Filters';
import { count, date, day, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { ViewAs } from '../../kit/ViewAs';
import { Margin } from './Margin';
import { History, Money, Reach } from './PartnerTabs';
import { PlaceCard } from './PlaceCard';
import { Standing } from './Standing';
import { partnerTones } from './status';

const tabs = ['about', 'money', 'reach', 'notes', 'history'] as const;

/** One partner: who they are, what they bring, what they are owed. Never their bank details. */
export default function PartnerDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [tab, setTab] = useState<(typeof tabs)[number]>('about');
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
          <Filter
            label={t('partners.tabs.label')}
            value={tab}
            options={tabs.map((value) => ({ value, label: t(`partners.tabs.${value}`) }))}
            onChange={setTab}
          />
          {tab === 'about' && <About partner={found} />}
          {tab === 'money' && <Money partner={found} />}
          {tab === 'reach' && <Reach partner={found} />}
          {tab === 'notes' && <Margin partner={found} />}
          {tab === 'history' && <History partner={found} />}
        </>
      )}
    </Loaded>
  );
}

function About({ partner: found }: { partner: ManagerPartnerDetail }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  return (
    <>
      <Facts
        facts={[
          { label: t('partners.joined'), value: date(found.decided_at ?? found.applied_at, zone) },
          { label: t('partners.looksIn'), value: t(`partners.looks.${found.engagement}`) },
          {
            label: t('partners.seenOn'),
            value: found.seen_on ? day(found.seen_on) : '',
            show: found.seen_on !== undefined,
          },
          { label: t('apply.website'), value: found.website, show: found.website !== undefined },
          { label: t('partners.broughtBy'), value: found.referrer?.name, show: !!found.referrer },
          { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
          {
            label: t('partners.reapplyFrom'),
            value: found.reapply_from ? date(found.reapply_from, zone) : '',
            show: found.reapply_from !== undefined,
          },
          {
            label: t('partners.unmet'),
            value: found.unmet.map((one) => t(`partners.unmets.${one}`)).join(', '),
            show: found.unmet.length > 0,
          },
          { label: t('partners.tags'), value: found.tags.join(', '), show: found.tags.length > 0 },
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
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { PartnerSummary } from '../../api';
import { getSummaryOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { loadSide, useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { lengthInDays, periodOrLifetime } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import { Hero } from './Hero';
import styles from './Overview.module.css';
import { partnerSummary } from './summary';

const route = getRouteApi('/p/$partner/$program/');
const DefaultLink = lazy(() => import('./DefaultLink'));
// They stand below the fold.
const Activity = lazy(() => loadSide('activity').then(() => import('./Activity')));
const OfferList = lazy(() => loadSide('terms').then(() => import('./OfferList')));

/** A program at a glance: what was earned, from what, and the link to earn more with. */
export function Overview({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const summary = useQuery({
    ...getSummaryOptions({ path, query: periodOrLifetime(search, zone) }),
    placeholderData: (before) => before,
  });
  return (
    <Screen>
      <PageHead title={t('overview.title')}>
        <PeriodPicker
          value={search}
          zone={zone}
          lifetime
          onChange={(next) => void navigate({ search: next, resetScroll: false })}
        />
      </PageHead>
      <Loaded query={summary} skeleton={<OverviewSkeleton />}>
        {(found) => <Shown summary={found} />}
      </Loaded>
      {children}
    </Screen>
  );
}

function Shown({ summary }: { summary: PartnerSummary }) {
  const { t } = useTranslation();
  const shown = partnerSummary(summary, t);
  return (
    <>
      <div className={styles.top} data-single={!summary.default_link || undefined}>
        <Hero shown={shown} summary={summary} length={lengthInDays(summary)} />
        {summary.default_link && (
          <Suspense fallback={<CardSkeleton height={333} />}>
            <DefaultLink link={summary.default_link} clicksToday={summary.clicks_today} />
          </Suspense>
        )}
      </div>
      <StatStrip stats={shown.rest} />
      <div className={styles.bottom}>
        <Suspense fallback={<CardSkeleton height={280} />}>
          <Activity />
        </Suspense>
        <Suspense fallback={<CardSkeleton height={280} />}>
          <OfferList offers={summary.offers} />
        </Suspense>
      </div>
    </>
  );
}

function OverviewSkeleton() {
  return (
    <Waiting>
      <Screen>
        <div className={styles.top}>
          <CardSkeleton height={333} />
          <CardSkeleton height={333} />
        </div>
        <CardSkeleton height={103} />
        <CardSkeleton height={280} />
      </Screen>
    </Waiting>
  );
}

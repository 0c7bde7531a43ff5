import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { manageSummaryOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { loadSide, useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { lengthInDays, resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import cards from './Cards.module.css';
import { ManageHero } from './ManageHero';
import styles from './Overview.module.css';
import { managerStats } from './stats';

const route = getRouteApi('/m/$program/');
// A program that is live has it no more.
const SetupCard = lazy(() => loadSide('settings').then(() => import('./SetupCard')));
// They stand below the fold.
const ManageActivity = lazy(() => loadSide('activity').then(() => import('./ManageActivity')));
const FunnelCard = lazy(() => import('./FunnelCard'));
const StatesCard = lazy(() => import('./StatesCard'));
const CostCard = lazy(() => import('./CostCard'));
const TopPartners = lazy(() => import('./TopPartners'));

/** The program at a glance: what came in, through whom, and what waits for a decision. */
export function ManageOverview({ publish }: { publish: ReactNode }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = resolvePeriod(search, zone);
  const summary = useQuery({
    ...manageSummaryOptions({ path, query: period }),
    placeholderData: (before) => before,
  });
  return (
    <Screen>
      <PageHead title={t('nav.overview')}>
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => void navigate({ search: next, resetScroll: false })}
        />
      </PageHead>
      <Suspense>
        <SetupCard publish={publish} />
      </Suspense>
      <Loaded query={summary} skeleton={<ManageSkeleton />}>
        {(found) => (
          <>
            <ManageHero summary={found} days={lengthInDays(period)} />
            <StatStrip stats={managerStats(found, t)} />
            <div className={cards.grid}>
              <Suspense fallback={<CardSkeleton height={260} />}>
                <TopPartners period={period} />
              </Suspense>
              <Suspense fallback={<CardSkeleton height={260} />}>
                <FunnelCard totals={found.current} />
              </Suspense>
              <Suspense fallback={<CardSkeleton height={260} />}>
                <CostCard />
              </Suspense>
            </div>
            <div className={styles.bottom}>
              <Suspense fallback={<CardSkeleton height={280} />}>
                <ManageActivity />
              </Suspense>
              <Suspense fallback={<CardSkeleton height={280} />}>
                <StatesCard states={found.states} />
              </Suspense>
            </div>
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function ManageSkeleton() {
  return (
    <Waiting>
      <Screen>
        <CardSkeleton height={333} />
        <CardSkeleton height={103} />
        <CardSkeleton height={280} />
      </Screen>
    </Waiting>
  );
}

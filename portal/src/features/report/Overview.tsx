import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { getSummaryOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { lengthInDays, resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import { Activity } from './Activity';
import { DefaultLink } from './DefaultLink';
import { Hero } from './Hero';
import { OfferList } from './OfferList';
import styles from './Overview.module.css';
import { partnerStats } from './stats';

const route = getRouteApi('/p/$partner/$program/');

/** A program at a glance: what was earned, from what, and the link to earn more with. */
export function Overview() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = resolvePeriod(search, zone);
  const summary = useQuery({
    ...getSummaryOptions({ path, query: period }),
    placeholderData: (before) => before,
  });
  return (
    <Screen>
      <PageHead title={t('overview.title')}>
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => void navigate({ search: next, resetScroll: false })}
        />
      </PageHead>
      <Loaded query={summary} skeleton={<OverviewSkeleton />}>
        {(found) => (
          <>
            <div className={styles.top} data-single={!found.default_link || undefined}>
              <Hero summary={found} days={lengthInDays(period)} />
              {found.default_link && (
                <DefaultLink link={found.default_link} clicksToday={found.clicks_today} />
              )}
            </div>
            <StatStrip stats={partnerStats(found, t)} />
            <div className={styles.bottom}>
              <Activity />
              <OfferList offers={found.offers} />
            </div>
          </>
        )}
      </Loaded>
    </Screen>
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

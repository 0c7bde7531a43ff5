import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { findPartner, useSession } from '../app/session';
import { AllCommissions } from '../features/commission/AllCommissions';
import { loadSide, useTranslation } from '../i18n';
import { Filter } from '../kit/Filters';
import { PageHead } from '../kit/PageHead';
import { PeriodPicker } from '../kit/PeriodPicker';
import { type PeriodSearch, readPeriod } from '../kit/period';
import { Screen } from '../kit/Screen';
import { TableSkeleton } from '../kit/Skeletons';

const AllPayouts = lazy(() => import('../features/payout/AllPayouts'));

type Search = PeriodSearch & { tab?: 'withdrawals'; status?: string; q?: string };

const read = (search: Record<string, unknown>): Search => ({
  ...readPeriod(search),
  ...(search.tab === 'withdrawals' ? { tab: search.tab } : {}),
  ...(typeof search.status === 'string' && search.status ? { status: search.status } : {}),
  ...(typeof search.q === 'string' && search.q ? { q: search.q } : {}),
});

export const Route = createFileRoute('/p/$partner/commissions')({
  beforeLoad: () => Promise.all([loadSide('overview'), loadSide('payouts')]),
  validateSearch: read,
  component: Page,
});

/** The money of all programs: what was earned, and for admins what was paid out. */
function Page() {
  const { t } = useTranslation();
  const { partner } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const found = findPartner(useSession(), partner).partner;
  const admin = found?.role === 'admin';
  const tab = (admin && search.tab) || 'rewards';
  return (
    <Screen>
      <PageHead title={t('nav.commissions')}>
        {tab === 'rewards' && (
          <PeriodPicker
            value={search}
            zone={found?.programs[0]?.zone ?? 'UTC'}
            onChange={(next) =>
              void navigate({
                search: search.status ? { ...next, status: search.status } : next,
                resetScroll: false,
              })
            }
          />
        )}
      </PageHead>
      {admin && (
        <Filter
          label={t('nav.commissions')}
          value={tab}
          options={(['rewards', 'withdrawals'] as const).map((value) => ({
            value,
            label: t(`across.${value}`),
          }))}
          onChange={(next) => void navigate({ search: next === 'withdrawals' ? { tab: next } : {} })}
        />
      )}
      {tab === 'withdrawals' ? (
        <Suspense fallback={<TableSkeleton columns={5} rows={6} />}>
          <AllPayouts partner={partner} />
        </Suspense>
      ) : (
        <AllCommissions />
      )}
    </Screen>
  );
}

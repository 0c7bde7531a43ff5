import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from '../../i18n';
import { Filter } from '../../kit/Filters';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { PlanButton } from './PlanButton';
import { Runs } from './Runs';

const Batch = lazy(() => import('./Batch'));
const Withdrawals = lazy(async () => ({ default: (await import('./Withdrawals')).Withdrawals }));
const Exceptions = lazy(async () => ({ default: (await import('./Exceptions')).Exceptions }));
const Paying = lazy(async () => ({ default: (await import('./Paying')).Paying }));

const route = getRouteApi('/m/$program/payouts');

const views = ['runs', 'withdrawals', 'exceptions', 'settings'] as const;
type View = (typeof views)[number];

const isView = (text: string | undefined): text is View => views.includes(text as View);

/** The program's payouts: runs, withdrawals, what went wrong, and how it pays; `?id=` opens one run. */
export function Batches() {
  const { id } = route.useSearch();
  return id ? (
    <Suspense fallback={<TableSkeleton />}>
      <Batch id={id} />
    </Suspense>
  ) : (
    <Views />
  );
}

function Views() {
  const { t } = useTranslation();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  const view: View = isView(status) ? status : 'runs';
  return (
    <Screen>
      <PageHead title={t('nav.payouts')}>
        {view === 'runs' && (
          <May to="money">
            <PlanButton />
          </May>
        )}
      </PageHead>
      <Filter
        label={t('batches.view')}
        value={view}
        options={views.map((value) => ({ value, label: t(`batches.${value}`) }))}
        onChange={(value) => void navigate({ search: value === 'runs' ? {} : { status: value } })}
      />
      <Suspense fallback={<TableSkeleton columns={6} rows={4} />}>
        {view === 'runs' && <Runs />}
        {view === 'withdrawals' && <Withdrawals />}
        {view === 'exceptions' && <Exceptions />}
        {view === 'settings' && <Paying />}
      </Suspense>
    </Screen>
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { readList } from '../app/search';
import { Payouts } from '../features/payout/Payouts';
import { loadSide } from '../i18n';
import { AdminsOnly } from '../kit/AdminsOnly';
import { Screen } from '../kit/Screen';

const TaxCard = lazy(() => loadSide('paid').then(() => import('../features/tax/TaxCard')));
const StripeAccount = lazy(() => loadSide('paid').then(() => import('../features/rail/StripeAccount')));

export const Route = createFileRoute('/p/$partner/$program/payouts')({
  beforeLoad: () => Promise.all([loadSide('meaning'), loadSide('overview'), loadSide('payouts')]),
  validateSearch: readList,
  component: Page,
});

function Page() {
  return (
    <AdminsOnly>
      <Screen>
        <Payouts />
        <Suspense>
          <StripeAccount />
          <TaxCard />
        </Suspense>
      </Screen>
    </AdminsOnly>
  );
}

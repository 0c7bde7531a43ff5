import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { readList } from '../app/search';
import { Payouts } from '../features/payout/Payouts';
import { AdminsOnly } from '../kit/AdminsOnly';
import { Screen } from '../kit/Screen';

const TaxCard = lazy(() => import('../features/tax/TaxCard'));
const StripeAccount = lazy(() => import('../features/rail/StripeAccount'));

import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/payouts')({
  beforeLoad: () =>
    Promise.all([loadSide('meaning'), loadSide('overview'), loadSide('payouts'), loadSide('paid')]),
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

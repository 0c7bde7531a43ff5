import { createFileRoute } from '@tanstack/react-router';
import { AllCommissions } from '../features/commission/AllCommissions';
import { Reporting } from '../features/report/Reporting';
import { readReporting } from '../features/report/search';

function Page() {
  return <Reporting commissions={<AllCommissions />} />;
}

export const Route = createFileRoute('/p/$partner/reporting')({
  validateSearch: readReporting,
  component: Page,
});

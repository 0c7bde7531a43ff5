import { createFileRoute } from '@tanstack/react-router';
import { AllCommissions } from '../features/commission/AllCommissions';
import { Reporting } from '../features/report/Reporting';
import { readReporting } from '../features/report/search';
import { loadSide } from '../i18n';

function Page() {
  return <Reporting commissions={<AllCommissions />} />;
}

export const Route = createFileRoute('/p/$partner/reporting')({
  beforeLoad: () => Promise.all([loadSide('report'), loadSide('meaning')]),

  validateSearch: readReporting,
  component: Page,
});

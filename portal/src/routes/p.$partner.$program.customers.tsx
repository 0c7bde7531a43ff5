import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Customers } from '../features/customer/Customers';
import { SubmitReferral } from '../features/lead/SubmitReferral';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/customers')({
  beforeLoad: () => Promise.all([loadSide('customers'), loadSide('pipeline')]),

  validateSearch: readList,
  component: () => <Customers action={<SubmitReferral />} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Orders } from '../features/order/Orders';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/orders')({
  beforeLoad: () => loadSide('customers'),

  validateSearch: readList,
  component: Orders,
});

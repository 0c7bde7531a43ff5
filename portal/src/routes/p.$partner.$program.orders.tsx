import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Orders } from '../features/order/Orders';

export const Route = createFileRoute('/p/$partner/$program/orders')({
  validateSearch: readList,
  component: Orders,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Payouts } from '../features/payout/Payouts';

export const Route = createFileRoute('/p/$partner/$program/payouts')({
  validateSearch: readList,
  component: Payouts,
});

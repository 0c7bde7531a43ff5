import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Batches } from '../features/payout/Batches';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/payouts')({
  beforeLoad: () =>
    Promise.all([loadSide('money'), loadSide('batches'), loadSide('meaning'), loadSide('payouts')]),
  validateSearch: readList,
  component: Batches,
});

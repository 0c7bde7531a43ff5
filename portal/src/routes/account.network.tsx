import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Network } from '../features/market/Network';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/account/network')({
  beforeLoad: () => Promise.all([loadSide('market'), loadSide('batches')]),
  validateSearch: readList,
  component: Network,
});

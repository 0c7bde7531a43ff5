import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Promotions } from '../features/promotion/Promotions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/promotions')({
  beforeLoad: () => loadSide('campaigns'),

  validateSearch: readList,
  component: Promotions,
});

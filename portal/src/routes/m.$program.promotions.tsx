import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Promotions } from '../features/promotion/Promotions';

export const Route = createFileRoute('/m/$program/promotions')({
  validateSearch: readList,
  component: Promotions,
});

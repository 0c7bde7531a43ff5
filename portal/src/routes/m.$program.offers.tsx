import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Offers } from '../features/offer/Offers';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/offers')({
  beforeLoad: () =>
    Promise.all([loadSide('rules'), loadSide('terms'), loadSide('overview'), loadSide('offers')]),
  validateSearch: readList,
  component: Offers,
});

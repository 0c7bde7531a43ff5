import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Coupons } from '../features/coupon/Coupons';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/coupons')({
  beforeLoad: () => Promise.all([loadSide('rules'), loadSide('offers')]),
  validateSearch: readList,
  component: Coupons,
});

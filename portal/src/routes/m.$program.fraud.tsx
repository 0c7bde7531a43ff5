import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Cases } from '../features/fraud/Cases';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/fraud')({
  beforeLoad: () => Promise.all([loadSide('fraud'), loadSide('conversions')]),
  validateSearch: readList,
  component: Cases,
});

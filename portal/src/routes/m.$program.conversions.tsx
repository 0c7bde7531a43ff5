import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Conversions } from '../features/conversion/Conversions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/conversions')({
  beforeLoad: () => loadSide('conversions'),
  validateSearch: readList,
  component: Conversions,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Conversions } from '../features/conversion/Conversions';

export const Route = createFileRoute('/m/$program/conversions')({
  validateSearch: readList,
  component: Conversions,
});

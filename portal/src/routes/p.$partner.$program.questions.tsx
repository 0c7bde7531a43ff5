import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Questions } from '../features/help/Questions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/questions')({
  beforeLoad: () => loadSide('help'),
  validateSearch: readList,
  component: Questions,
});

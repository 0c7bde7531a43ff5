import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Agreements } from '../features/agreement/Agreements';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/agreements')({
  beforeLoad: () => loadSide('agreements'),

  validateSearch: readList,
  component: Agreements,
});

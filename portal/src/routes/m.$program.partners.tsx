import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Partners } from '../features/partner/Partners';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/partners')({
  beforeLoad: () =>
    Promise.all([
      loadSide('links'),
      loadSide('groups'),
      loadSide('partners'),
      loadSide('apply'),
      loadSide('overview'),
    ]),
  validateSearch: readList,
  component: Partners,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Notices } from '../features/notice/Notices';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/notifications')({
  validateSearch: readList,
  beforeLoad: () => loadSide('told'),
  component: Notices,
});

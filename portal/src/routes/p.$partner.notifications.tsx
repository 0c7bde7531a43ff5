import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Notices } from '../features/notice/Notices';

export const Route = createFileRoute('/p/$partner/notifications')({
  validateSearch: readList,
  component: Notices,
});

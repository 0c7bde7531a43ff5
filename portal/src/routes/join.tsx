import { createFileRoute } from '@tanstack/react-router';
import { Join } from '../features/team/Join';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/join')({
  beforeLoad: () => loadSide('people'),
  component: Join,
});

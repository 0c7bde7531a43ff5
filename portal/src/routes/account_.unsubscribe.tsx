import { createFileRoute } from '@tanstack/react-router';
import { Unsubscribe } from '../features/notice/Unsubscribe';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/account_/unsubscribe')({
  beforeLoad: () => loadSide('account'),
  component: Unsubscribe,
});

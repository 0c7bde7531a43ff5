import { createFileRoute } from '@tanstack/react-router';
import { Email } from '../features/account/Email';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/account_/email')({
  validateSearch: (search: Record<string, unknown>): { back?: true } => (search.back ? { back: true } : {}),
  beforeLoad: () => loadSide('account'),
  component: Email,
});

import { createFileRoute } from '@tanstack/react-router';
import { Audit } from '../features/audit/Audit';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/audit')({
  beforeLoad: () => loadSide('audit'),
  component: Audit,
});

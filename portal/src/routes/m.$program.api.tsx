import { createFileRoute } from '@tanstack/react-router';
import { Reference } from '../features/reference/Reference';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/api')({
  beforeLoad: () => loadSide('reference'),
  component: Reference,
});

import { createFileRoute } from '@tanstack/react-router';
import { Signed } from '../features/agreement/Signed';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/agreements')({
  beforeLoad: () => loadSide('agreements'),
  component: Signed,
});

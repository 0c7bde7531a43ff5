import { createFileRoute } from '@tanstack/react-router';
import { Apply } from '../features/enrollment/Apply';

/** By whose invitation somebody comes; anything that is no code is nobody's. */
const readCode = ({ by }: Record<string, unknown>): { by?: string } =>
  typeof by === 'string' && by.length <= 40 ? { by } : {};

import { loadSide } from '../i18n';

export const Route = createFileRoute('/apply/$slug')({
  beforeLoad: () => loadSide('apply'),
  validateSearch: readCode,
  component: Apply,
});

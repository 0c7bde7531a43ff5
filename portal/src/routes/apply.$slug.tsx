import { createFileRoute } from '@tanstack/react-router';
import { Apply } from '../features/enrollment/Apply';

const short = (value: unknown) => typeof value === 'string' && value !== '' && value.length <= 40;

/** By whose invitation somebody comes, and into which group; anything that is no code is nobody's. */
const readCode = ({ by, group }: Record<string, unknown>): { by?: string; group?: string } => ({
  ...(short(by) ? { by: by as string } : {}),
  ...(short(group) ? { group: group as string } : {}),
});

import { loadSide } from '../i18n';

export const Route = createFileRoute('/apply/$slug')({
  beforeLoad: () => loadSide('apply'),
  validateSearch: readCode,
  component: Apply,
});

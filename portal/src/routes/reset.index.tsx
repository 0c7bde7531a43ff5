import { createFileRoute } from '@tanstack/react-router';
import { readBrandingSearch } from '../features/identity/branding';
import { ResetRequest } from '../features/identity/ResetRequest';

export const Route = createFileRoute('/reset/')({
  validateSearch: readBrandingSearch,
  component: ResetRequest,
});

import { createFileRoute } from '@tanstack/react-router';
import { readBrandingSearch } from '../features/identity/branding';
import { NewPassword } from '../features/identity/NewPassword';

export const Route = createFileRoute('/reset/new')({
  validateSearch: readBrandingSearch,
  component: NewPassword,
});

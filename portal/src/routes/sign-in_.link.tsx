import { createFileRoute } from '@tanstack/react-router';
import { readBrandingSearch } from '../features/identity/branding';
import { MagicLink } from '../features/identity/MagicLink';

export const Route = createFileRoute('/sign-in_/link')({
  validateSearch: readBrandingSearch,
  component: MagicLink,
});

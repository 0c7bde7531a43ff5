import { createFileRoute } from '@tanstack/react-router';
import { readBrandingSearch } from '../features/identity/branding';
import { SecondStep } from '../features/identity/SecondStep';

export const Route = createFileRoute('/sign-in_/second')({
  validateSearch: readBrandingSearch,
  component: SecondStep,
});

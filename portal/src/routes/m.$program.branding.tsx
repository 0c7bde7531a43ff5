import { createFileRoute } from '@tanstack/react-router';
import { Branding } from '../features/branding/Branding';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/branding')({
  beforeLoad: () => loadSide('branding'),
  component: Branding,
});

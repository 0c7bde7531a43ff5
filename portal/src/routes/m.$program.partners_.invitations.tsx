import { createFileRoute } from '@tanstack/react-router';
import { Invitations } from '../features/partner/Invitations';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/partners_/invitations')({
  beforeLoad: () =>
    Promise.all([loadSide('guests'), loadSide('partners'), loadSide('groups'), loadSide('apply')]),
  component: Invitations,
});

import { createFileRoute } from '@tanstack/react-router';
import { ApplicationForms } from '../features/enrollment/ApplicationForms';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/applications_/form')({
  beforeLoad: () => Promise.all([loadSide('applyForms'), loadSide('groups')]),
  component: ApplicationForms,
});

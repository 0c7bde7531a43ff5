import { createFileRoute } from '@tanstack/react-router';
import { Doctor } from '../features/doctor/Doctor';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/doctor')({
  beforeLoad: () =>
    Promise.all([loadSide('doctor'), loadSide('batches'), loadSide('conversions'), loadSide('offers')]),
  component: Doctor,
});

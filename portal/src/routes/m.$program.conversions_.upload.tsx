import { createFileRoute } from '@tanstack/react-router';
import { UploadPage } from '../features/upload/UploadPage';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/conversions_/upload')({
  beforeLoad: () => Promise.all([loadSide('upload'), loadSide('conversions')]),
  component: UploadPage,
});

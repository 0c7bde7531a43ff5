import { createFileRoute } from '@tanstack/react-router';
import { UploadPage } from '../features/upload/UploadPage';

export const Route = createFileRoute('/m/$program/conversions_/upload')({ component: UploadPage });

import { createFileRoute } from '@tanstack/react-router';
import { Apply } from '../features/enrollment/Apply';

export const Route = createFileRoute('/apply/$slug')({ component: Apply });

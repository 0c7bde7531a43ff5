import { createFileRoute } from '@tanstack/react-router';
import { Security } from '../features/identity/Security';

export const Route = createFileRoute('/account/security')({ component: Security });

import { createFileRoute } from '@tanstack/react-router';
import { Arrive } from '../features/identity/Arrive';

export const Route = createFileRoute('/sign-in_/arrive')({ component: Arrive });

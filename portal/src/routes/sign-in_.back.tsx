import { createFileRoute } from '@tanstack/react-router';
import { LoginBack } from '../features/identity/LoginBack';

export const Route = createFileRoute('/sign-in_/back')({ component: LoginBack });

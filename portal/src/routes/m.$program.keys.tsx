import { createFileRoute } from '@tanstack/react-router';
import { Keys } from '../features/apikey/Keys';

export const Route = createFileRoute('/m/$program/keys')({ component: Keys });

import { createFileRoute } from '@tanstack/react-router';
import { Preferences } from '../features/notice/Preferences';

export const Route = createFileRoute('/account/notifications')({ component: Preferences });

import { createFileRoute } from '@tanstack/react-router';
import { Groups } from '../features/group/Groups';

export const Route = createFileRoute('/m/$program/groups')({ component: Groups });

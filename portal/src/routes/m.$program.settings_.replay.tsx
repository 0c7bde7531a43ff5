import { createFileRoute } from '@tanstack/react-router';
import { Replay } from '../features/replay/Replay';

export const Route = createFileRoute('/m/$program/settings_/replay')({ component: Replay });

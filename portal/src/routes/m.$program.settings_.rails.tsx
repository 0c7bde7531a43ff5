import { createFileRoute } from '@tanstack/react-router';
import { Rails } from '../features/rail/Rails';

export const Route = createFileRoute('/m/$program/settings_/rails')({ component: Rails });

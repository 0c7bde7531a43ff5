import { createFileRoute } from '@tanstack/react-router';
import { Sales } from '../features/promotion/Sales';

export const Route = createFileRoute('/p/$partner/$program/sales')({ component: Sales });

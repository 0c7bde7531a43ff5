import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Batches } from '../features/payout/Batches';

export const Route = createFileRoute('/m/$program/payouts')({ validateSearch: readList, component: Batches });

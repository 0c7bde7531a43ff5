import { createFileRoute } from '@tanstack/react-router';
import { Ledger } from '../features/ledger/Ledger';

export const Route = createFileRoute('/m/$program/ledger')({ component: Ledger });

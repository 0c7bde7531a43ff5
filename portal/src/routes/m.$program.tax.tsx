import { createFileRoute } from '@tanstack/react-router';
import { TaxYear } from '../features/tax/TaxYear';

export const Route = createFileRoute('/m/$program/tax')({ component: TaxYear });

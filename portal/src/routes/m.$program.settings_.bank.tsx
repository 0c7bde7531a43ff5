import { createFileRoute } from '@tanstack/react-router';
import { BankAccount } from '../features/bankfile/BankAccount';

export const Route = createFileRoute('/m/$program/settings_/bank')({ component: BankAccount });

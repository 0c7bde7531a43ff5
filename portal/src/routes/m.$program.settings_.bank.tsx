import { createFileRoute } from '@tanstack/react-router';
import { BankAccount } from '../features/bankfile/BankAccount';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings_/bank')({
  beforeLoad: () => loadSide('bank'),
  component: BankAccount,
});

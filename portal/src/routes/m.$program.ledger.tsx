import { createFileRoute } from '@tanstack/react-router';
import { Ledger } from '../features/ledger/Ledger';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/ledger')({
  beforeLoad: () => loadSide('money'),
  component: Ledger,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Webhooks } from '../features/webhook/HookScreens';

export const Route = createFileRoute('/m/$program/webhooks')({
  validateSearch: readList,
  component: Webhooks,
});

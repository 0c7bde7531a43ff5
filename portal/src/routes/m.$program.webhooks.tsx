import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Webhooks } from '../features/webhook/HookScreens';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/webhooks')({
  beforeLoad: () => loadSide('hooks'),

  validateSearch: readList,
  component: Webhooks,
});

import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Postbacks } from '../features/webhook/HookScreens';

export const Route = createFileRoute('/p/$partner/$program/postback')({
  validateSearch: readList,
  component: Postbacks,
});

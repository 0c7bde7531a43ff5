import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Postback } from '../features/webhook/Postback';

export const Route = createFileRoute('/p/$partner/$program/postback')({
  validateSearch: readList,
  component: Postback,
});

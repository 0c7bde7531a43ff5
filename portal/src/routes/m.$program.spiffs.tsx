import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Spiffs } from '../features/spiff/Spiffs';

export const Route = createFileRoute('/m/$program/spiffs')({
  validateSearch: readList,
  component: Spiffs,
});

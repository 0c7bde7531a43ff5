import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Spiffs } from '../features/spiff/Spiffs';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/spiffs')({
  beforeLoad: () =>
    Promise.all([loadSide('rules'), loadSide('campaigns'), loadSide('groups'), loadSide('offers')]),
  validateSearch: readList,
  component: Spiffs,
});

import { createFileRoute } from '@tanstack/react-router';
import { ListingEditor } from '../features/market/ListingEditor';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/listing')({
  beforeLoad: () => loadSide('market'),
  component: ListingEditor,
});

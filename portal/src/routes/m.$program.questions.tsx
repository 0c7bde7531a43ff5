import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageQuestions } from '../features/help/ManageQuestions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/questions')({
  beforeLoad: () => loadSide('help'),
  validateSearch: readList,
  component: ManageQuestions,
});

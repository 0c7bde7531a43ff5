import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Postbacks } from '../features/webhook/HookScreens';
import { loadSide } from '../i18n';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Postbacks />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/$program/postback')({
  beforeLoad: () => loadSide('hooks'),

  validateSearch: readList,
  component: Page,
});

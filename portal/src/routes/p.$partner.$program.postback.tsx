import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Postbacks } from '../features/webhook/HookScreens';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Postbacks />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/$program/postback')({
  validateSearch: readList,
  component: Page,
});

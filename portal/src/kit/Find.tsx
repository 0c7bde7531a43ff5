import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTranslation } from '../i18n';
import { Empty } from './Empty';
import { SearchBox } from './SearchBox';

/** What is sought in this page's list: it stands in the address, and is asked of the table. */
export function useFind() {
  const q = useSearch({ strict: false, select: (search) => search.q });
  const navigate = useNavigate();
  return {
    q,
    query: q ? { q } : {},
    ask: (text: string) =>
      void navigate({
        to: '.',
        search: (now) => ({ ...now, q: text || undefined }),
        hash: true,
        replace: true,
        resetScroll: false,
      }),
  };
}

/** The box above a list that can be searched. */
export function FindBox({ label }: { label: string }) {
  const { q, ask } = useFind();
  return <SearchBox label={label} value={q ?? ''} onChange={ask} />;
}

/** What a list shows whose search or filter found nothing; there may be more to look at further back. */
export function NothingFound({ more }: { more?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { q, ask } = useFind();
  return (
    <Empty
      icon={SearchX}
      title={q ? t('table.nothing', { q }) : t('table.notYet')}
      text={t(more ? 'table.nothingYet' : 'table.nothingText')}
      action={
        <Button variant="default" onClick={more ?? (() => ask(''))}>
          {t(more ? 'table.further' : 'table.clear')}
        </Button>
      }
    />
  );
}

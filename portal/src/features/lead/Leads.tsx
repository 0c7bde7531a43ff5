import { Button } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Contact, Plus, Upload } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { listLeadsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound } from '../../kit/Find';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { LeadTable } from './LeadTable';
import { LeadTotals } from './LeadTotals';
import { StatusFilter } from './StatusFilter';
import { useListSearch } from './useListSearch';

const LeadDetail = lazy(() => import('./LeadDetail'));

const LeadForm = lazy(() => import('./LeadForm'));
const ImportLeads = lazy(() => import('./ImportLeads'));

/** The leads that the partner named, or, when they are sent, those that the program passes on to it. */
export function Leads({ sent = false }: { sent?: boolean }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const navigate = useNavigate();
  const { id, q, status, query, choose } = useListSearch();
  const hash = useLocation({ select: (location) => location.hash });
  const open = (next: string) =>
    void navigate({ to: '.', search: (now) => now, hash: next, replace: next === '' });
  const pages = usePages(listLeadsInfiniteOptions({ path, query: { limit: 50, sent, ...query } }));
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => open('new')}>
      {t('leads.create')}
    </Button>
  );
  const title = t(sent ? 'leads.referralTitle' : 'leads.title');
  const empty = sent ? (
    <Empty icon={Contact} title={t('leads.noneSent')} text={t('leads.noneSentText')} />
  ) : (
    <Empty icon={Contact} title={t('leads.none')} text={t('leads.noneText')} action={create} />
  );
  return (
    <Screen>
      <PageHead title={title}>
        {!sent && (
          <>
            <Button
              variant="default"
              leftSection={<Upload size={16} aria-hidden="true" />}
              onClick={() => open('import')}
            >
              {t('leads.import')}
            </Button>
            {create}
          </>
        )}
      </PageHead>
      <LeadTotals sent={sent} />
      <StatusFilter value={status} sent={sent} onChange={choose} />
      <FindBox label={t('leads.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>{q || status || pages.more ? <NothingFound more={pages.more} /> : empty}</Card>
          ) : (
            <LeadTable
              label={title}
              rows={rows}
              zone={zone}
              openId={id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>
        {hash === 'new' && <LeadForm onClose={() => open('')} />}
        {hash === 'import' && <ImportLeads onClose={() => open('')} />}
      </Suspense>
      <DetailDrawer id={id} title={t('leads.one')}>
        {(lead) => <LeadDetail key={lead} id={lead} />}
      </DetailDrawer>
    </Screen>
  );
}

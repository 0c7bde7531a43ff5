import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Contact, Plus } from 'lucide-react';
import { lazy, useState } from 'react';
import { listLeadsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { SearchBox } from '../../kit/SearchBox';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import styles from './Leads.module.css';
import { LeadTable } from './LeadTable';
import { StatusFilter } from './StatusFilter';
import { readStatus } from './status';

const LeadDetail = lazy(() => import('./LeadDetail'));

/** The latest leads below the numbers of the overview, to filter, to search and to add to (F21). */
export default function LeadsCard({ open }: { open: string | undefined }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const [status, setStatus] = useState<string>();
  const [q, setQ] = useState('');
  const chosen = readStatus(status);
  const pages = usePages(
    listLeadsInfiniteOptions({
      path,
      query: { limit: 10, ...(chosen ? { status: chosen } : {}), ...(q ? { q } : {}) },
    }),
  );
  const create = (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      renderRoot={(props) => <Link {...props} to="/p/$partner/$program/leads" params={path} hash="new" />}
    >
      {t('leads.create')}
    </Button>
  );
  return (
    <section className={styles.form} aria-label={t('leads.title')}>
      <div className={styles.acts}>
        <StatusFilter value={chosen} onChange={setStatus} />
        <SearchBox label={t('leads.search')} value={q} onChange={setQ} />
        {create}
      </div>
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 && !pages.more ? (
            <Card>
              <Empty
                icon={Contact}
                title={t(q || chosen ? 'leads.noneFound' : 'leads.none')}
                text={t('leads.noneText')}
              />
            </Card>
          ) : (
            <LeadTable
              label={t('leads.title')}
              rows={rows}
              zone={zone}
              openId={open}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={open} title={t('leads.one')}>
        {(lead) => <LeadDetail key={lead} id={lead} />}
      </DetailDrawer>
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { ManagerSignedDay } from '../../api';
import { listSignedDaysOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyText } from '../../kit/CopyText';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Files } from '../../kit/Files';
import { count, date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import styles from './Ledger.module.css';

/** The program's book: what of it was signed, day by day, and what can be taken away. */
export function Ledger() {
  const { t } = useTranslation();
  const { path, slug, zone } = useManagerPlace();
  const days = useQuery(listSignedDaysOptions({ path }));
  const base = `/api/m/${path.program}`;
  const files = `${base}/documents/accounts`;
  const columns: readonly Column<ManagerSignedDay>[] = [
    { id: 'day', head: t('ledger.day'), card: 'title', cell: (row) => row.day },
    {
      id: 'root',
      head: t('ledger.root'),
      card: 'meta',
      cell: (row) => <CopyText value={row.root} />,
    },
    {
      id: 'accounts',
      head: t('ledger.accounts'),
      end: true,
      muted: true,
      cell: (row) => count(row.accounts),
    },
    { id: 'acts', head: t('ledger.acts'), end: true, muted: true, cell: (row) => count(row.audit_entries) },
    { id: 'signed', head: t('ledger.signed'), muted: true, cell: (row) => date(row.signed_at, zone) },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.ledger')} meta={t('ledger.meta')} />
      <Loaded query={days} skeleton={<TableSkeleton columns={5} rows={5} />}>
        {({ data }) =>
          data.length === 0 ? (
            <Card title={t('ledger.days')}>
              <Empty icon={ShieldCheck} title={t('ledger.none')} text={t('ledger.noneText')} />
            </Card>
          ) : (
            <>
              <Files
                title={t('ledger.book')}
                text={t('ledger.bookText')}
                files={[
                  { label: t('ledger.bookTake'), href: `${base}/ledger/export.ndjson` },
                  { label: t('ledger.keyTake'), href: `${base}/ledger/key.pem` },
                ]}
              />
              <pre
                className={styles.command}
              >{`trib verify --key ledger-key-${slug}.pem ledger-${slug}-${data[0]?.day}.ndjson`}</pre>
              <DataTable label={t('ledger.days')} columns={columns} rows={data} rowKey={(row) => row.day} />
            </>
          )
        }
      </Loaded>
      <Files
        title={t('ledger.files')}
        text={t('ledger.filesText')}
        files={[
          { label: t('files.workbook'), href: `${files}/accounts.xlsx` },
          { label: t('files.commissions'), href: `${files}/commissions.csv` },
          { label: t('files.payouts'), href: `${files}/payouts.csv` },
          { label: t('files.postings'), href: `${files}/ledger.csv` },
        ]}
      />
    </Screen>
  );
}

import { FileSignature } from 'lucide-react';
import type { ManagerAgreementDetail, ManagerAgreementPartner, ManagerManagedSignature } from '../../api';
import {
  listAgreementPartnersInfiniteOptions,
  listAgreementSignaturesInfiniteOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Copy } from './Signed';

/** Which partners have signed the version in force, and which have not. */
export function PartnersOf({ agreement }: { agreement: ManagerAgreementDetail }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const where = { path: { ...path, agreement: agreement.id }, query: { limit: 100 } };
  const partners = usePages(listAgreementPartnersInfiniteOptions(where));
  const columns: Column<ManagerAgreementPartner>[] = [
    { id: 'partner', head: t('agreements.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'signed',
      head: t('agreements.state.signed'),
      card: 'status',
      cell: (row) =>
        row.signatures > 0 ? (
          <Pill tone="good">{t('agreements.signedBy', { count: row.signatures })}</Pill>
        ) : (
          <Pill tone="warn">{t('agreements.unsigned')}</Pill>
        ),
    },
    {
      id: 'at',
      head: t('agreement.at'),
      muted: true,
      card: 'meta',
      cell: (row) => (row.last_at ? dateTime(row.last_at, zone) : '–'),
    },
  ];
  return (
    <Loaded query={partners} skeleton={<TableSkeleton columns={3} rows={4} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon={FileSignature} title={t('agreements.nobody')} text={t('agreements.nobodyText')} />
        ) : (
          <DataTable
            label={t('agreements.partners')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.partner.id}
            more={partners.more}
            loadingMore={partners.loadingMore}
          />
        )
      }
    </Loaded>
  );
}

/** Every signature of an agreement, of all its versions. */
export function SignaturesOf({ agreement }: { agreement: ManagerAgreementDetail }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const where = { path: { ...path, agreement: agreement.id }, query: { limit: 100 } };
  const signatures = usePages(listAgreementSignaturesInfiniteOptions(where));
  const columns: Column<ManagerManagedSignature>[] = [
    {
      id: 'name',
      head: t('agreement.signer'),
      card: 'title',
      cell: (row) => `${row.name}, ${row.partner.name}`,
    },
    {
      id: 'version',
      head: t('agreements.versions'),
      card: 'status',
      cell: (row) => t('agreement.version', { number: row.number }),
    },
    {
      id: 'at',
      head: t('agreement.at'),
      muted: true,
      card: 'meta',
      cell: (row) => dateTime(row.signed_at, zone),
    },
    {
      id: 'copy',
      head: t('agreement.copy'),
      end: true,
      card: 'acts',
      cell: (row) => <Copy href={row.document_url} of={row.name} />,
    },
  ];
  return (
    <Loaded query={signatures} skeleton={<TableSkeleton columns={4} rows={4} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon={FileSignature} title={t('agreements.nobody')} text={t('agreements.nobodyText')} />
        ) : (
          <DataTable
            label={t('agreements.signatures')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            more={signatures.more}
            loadingMore={signatures.loadingMore}
          />
        )
      }
    </Loaded>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download, FileSignature } from 'lucide-react';
import type { PartnerAgreementSignature } from '../../api';
import { listAgreementsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';

/** What was signed with a program, each copy with both signatures. */
export function Signed() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const agreements = useQuery(listAgreementsOptions({ path }));
  const columns: Column<PartnerAgreementSignature>[] = [
    {
      id: 'title',
      head: t('agreement.title'),
      card: 'title',
      sort: (row) => row.title,
      cell: (row) => `${row.title} (${t('agreement.version', { number: row.number })})`,
    },
    { id: 'name', head: t('agreement.signer'), card: 'meta', cell: (row) => row.name },
    {
      id: 'for',
      head: t('agreement.for'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.by === 'organisation' ? 'info' : 'plain'}>{t(`agreement.by.${row.by}`)}</Pill>
      ),
    },
    {
      id: 'at',
      head: t('agreement.at'),
      muted: true,
      sort: (row) => row.signed_at,
      cell: (row) => dateTime(row.signed_at, zone),
    },
    {
      id: 'copy',
      head: t('agreement.copy'),
      end: true,
      card: 'acts',
      cell: (row) => <Copy href={row.document_url} of={row.title} />,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.agreements')} />
      <Loaded query={agreements} skeleton={<TableSkeleton columns={5} rows={3} />}>
        {({ signed }) =>
          signed.length === 0 ? (
            <Card>
              <Empty icon={FileSignature} title={t('agreement.none')} text={t('agreement.noneText')} />
            </Card>
          ) : (
            <DataTable label={t('nav.agreements')} columns={columns} rows={signed} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
    </Screen>
  );
}

/** A signed copy to take away. */
export function Copy({ href, of }: { href: string; of: string }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={href}
      download
      variant="subtle"
      size="compact-sm"
      leftSection={<Download size={14} aria-hidden="true" />}
      aria-label={`${t('agreement.pdf')}: ${of}`}
    >
      {t('agreement.pdf')}
    </Button>
  );
}

import { Button } from '@mantine/core';
import type { PartnerKey } from '../../api';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date, dateTime } from '../../kit/format';
import { Pill, type Tone } from '../../kit/Pill';
import styles from './Keys.module.css';

const tones: Record<PartnerKey['status'], Tone> = { active: 'good', expired: 'plain', revoked: 'bad' };
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An organisation's keys; `makers` where they are several people's. */
export function OwnKeyTable({
  rows,
  makers,
  onReplace,
  onEnd,
}: {
  rows: readonly PartnerKey[];
  makers: boolean;
  onReplace: (key: PartnerKey) => void;
  onEnd: (key: PartnerKey) => void;
}) {
  const { t } = useTranslation();
  const maker: Column<PartnerKey> = {
    id: 'maker',
    head: t('ownKeys.maker'),
    muted: true,
    cell: (row) => (row.yours ? t('ownKeys.you') : (row.maker ?? '–')),
  };
  const columns: Column<PartnerKey>[] = [
    {
      id: 'name',
      head: t('ownKeys.name'),
      card: 'title',
      cell: (row) => (
        <span className={styles.named}>
          <span>{row.name}</span>
          <span className={styles.scopesOf}>
            {row.scopes.map((one) => t(`ownScope.${one as 'links:read'}`)).join(', ')}
          </span>
        </span>
      ),
    },
    {
      id: 'hint',
      head: t('ownKeys.key'),
      muted: true,
      card: 'meta',
      cell: (row) => <code>{row.hint}…</code>,
    },
    ...(makers ? [maker] : []),
    {
      id: 'used',
      head: t('ownKeys.used'),
      muted: true,
      cell: (row) => (row.last_used_at ? dateTime(row.last_used_at, zone()) : t('ownKeys.never')),
    },
    {
      id: 'ends',
      head: t('ownKeys.ends'),
      muted: true,
      cell: (row) => (row.expires_at ? date(row.expires_at, zone()) : '–'),
    },
    {
      id: 'status',
      head: t('ownKeys.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`ownKeys.${row.status}`)}</Pill>,
    },
    {
      id: 'acts',
      head: t('ownKeys.act'),
      end: true,
      card: 'acts',
      cell: (row) =>
        row.status === 'active' && (
          <span className={styles.acts}>
            {row.yours && (
              <Button variant="subtle" size="compact-sm" onClick={() => onReplace(row)}>
                {t('ownKeys.replace')}
              </Button>
            )}
            <Button variant="subtle" size="compact-sm" onClick={() => onEnd(row)}>
              {t('ownKeys.end')}
            </Button>
          </span>
        ),
    },
  ];
  return <DataTable label={t('nav.keys')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

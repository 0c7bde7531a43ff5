import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PartnerMember } from '../../api';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date, dateTime } from '../../kit/format';
import { Pill } from '../../kit/Pill';
import { RemoveMember } from './RemoveMember';
import { RoleForm } from './RoleForm';
import styles from './Team.module.css';
import { zone } from './zone';

/** The people of the organisation. */
export function Members({ rows }: { rows: readonly PartnerMember[] }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<PartnerMember>();
  const [removing, setRemoving] = useState<PartnerMember>();
  const columns: Column<PartnerMember>[] = [
    {
      id: 'name',
      head: t('team.name'),
      card: 'title',
      sort: (row) => row.name,
      cell: (row) => (
        <span className={styles.who}>
          <span>{row.you ? `${row.name} (${t('team.you')})` : row.name}</span>
          <span className={styles.mail}>{row.email}</span>
        </span>
      ),
    },
    {
      id: 'role',
      head: t('team.role'),
      card: 'status',
      cell: (row) => <Pill tone={row.role === 'admin' ? 'info' : 'plain'}>{t(`team.${row.role}`)}</Pill>,
    },
    {
      id: 'joined',
      head: t('team.joined'),
      muted: true,
      card: 'meta',
      sort: (row) => row.joined_at,
      cell: (row) => date(row.joined_at, zone()),
    },
    {
      id: 'seen',
      head: t('team.seen'),
      muted: true,
      sort: (row) => row.seen_at ?? '',
      cell: (row) => (row.seen_at ? dateTime(row.seen_at, zone()) : t('team.never')),
    },
    {
      id: 'acts',
      head: t('team.act'),
      end: true,
      card: 'acts',
      cell: (row) => (
        <div className={styles.acts}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('team.change')}: ${row.name}`}
            onClick={() => setChanging(row)}
          >
            {t('team.change')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t(row.you ? 'team.leave' : 'team.remove')}: ${row.name}`}
            onClick={() => setRemoving(row)}
          >
            {t(row.you ? 'team.leave' : 'team.remove')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable label={t('nav.team')} columns={columns} rows={rows} rowKey={(row) => row.id} />
      <RoleForm member={changing} onClose={() => setChanging(undefined)} />
      <RemoveMember member={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}

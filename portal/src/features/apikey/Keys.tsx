import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerApiKey, ManagerNewApiKey } from '../../api';
import { listApiKeysOptions, revokeApiKeyMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { date, dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill, type Tone } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { KeyForm } from './KeyForm';
import styles from './Keys.module.css';
import { Signing } from './Signing';
import { Snippet } from './Snippet';

const tones: Record<ManagerApiKey['status'], Tone> = { active: 'good', expired: 'plain', revoked: 'bad' };

/** The keys by which the shop's servers and pages talk to us, each shown once. */
export function Keys() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [fresh, setFresh] = useState<ManagerNewApiKey>();
  const [ending, setEnding] = useState<ManagerApiKey>();
  const keys = useQuery(listApiKeysOptions({ path }));
  const revoke = useMutation({
    ...revokeApiKeyMutation(),
    onSuccess: () => {
      setEnding(undefined);
      said(t('keys.ended'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const make = (
    <May to="own">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setMaking(true)}>
        {t('keys.make')}
      </Button>
    </May>
  );
  const columns: Column<ManagerApiKey>[] = [
    { id: 'name', head: t('keys.name'), card: 'title', cell: (row) => row.name },
    { id: 'hint', head: t('keys.key'), muted: true, card: 'meta', cell: (row) => <code>{row.hint}…</code> },
    {
      id: 'may',
      head: t('keys.may'),
      muted: true,
      cell: (row) =>
        row.kind === 'publishable'
          ? t('keys.pages')
          : row.scopes.map((one) => t(`scope.${one as 'orders:write'}`)).join(', '),
    },
    {
      id: 'used',
      head: t('keys.used'),
      muted: true,
      cell: (row) => (row.last_used_at ? dateTime(row.last_used_at, zone) : t('keys.never')),
    },
    {
      id: 'ends',
      head: t('keys.ends'),
      muted: true,
      cell: (row) => (row.expires_at ? date(row.expires_at, zone) : '–'),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`keyStatus.${row.status}`)}</Pill>,
    },
    {
      id: 'acts',
      head: t('keys.act'),
      end: true,
      card: 'amount',
      cell: (row) =>
        row.status === 'active' && (
          <May to="own">
            <Button variant="subtle" size="compact-sm" onClick={() => setEnding(row)}>
              {t('keys.end')}
            </Button>
          </May>
        ),
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.keys')}>{make}</PageHead>
      {fresh && (
        <div className={styles.once} role="status">
          <p>{t(fresh.api_key.kind === 'secret' ? 'keys.once' : 'keys.ready')}</p>
          <CopyField value={fresh.key} label={fresh.api_key.name} primary />
        </div>
      )}
      <Loaded query={keys} skeleton={<TableSkeleton columns={7} rows={3} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={KeyRound} title={t('keys.none')} text={t('keys.noneText')} action={make} />
            </Card>
          ) : (
            <>
              <DataTable label={t('nav.keys')} columns={columns} rows={rows} rowKey={(row) => row.id} />
              <Snippet pk={rows.find((row) => row.kind === 'publishable' && row.status === 'active')?.text} />
            </>
          )
        }
      </Loaded>
      <May to="own">
        <Signing />
      </May>
      <KeyForm opened={making} onClose={() => setMaking(false)} onMade={setFresh} />
      <ReasonDialog
        opened={ending !== undefined}
        title={t('keys.endTitle', { name: ending?.name ?? '' })}
        text={t('keys.endText')}
        confirm={t('keys.end')}
        danger
        busy={revoke.isPending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && revoke.mutate({ path: { ...path, key: ending.id } })}
      />
    </Screen>
  );
}

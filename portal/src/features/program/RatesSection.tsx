import { Button, FileButton, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { ManagerRate, ManagerRatesEntered, ManagerSettings } from '../../api';
import {
  enterRateMutation,
  listRatesOptions,
  updateRateSourceMutation,
  uploadRatesMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { FormProblem } from '../../kit/FormProblem';
import { Pill } from '../../kit/Pill';
import { said } from '../../kit/toast';
import { Section } from './Section';
import styles from './Settings.module.css';

/** What other currencies are worth: the rates in force, where they come from, and what waits for one. */
export default function RatesSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const rates = useQuery(listRatesOptions({ path }));
  const [draft, setDraft] = useState({ from: '', day: '', rate: '' });
  const entered = (done: ManagerRatesEntered) => {
    said(t('rates.entered', { count: done.entered }));
    setDraft({ from: '', day: '', rate: '' });
    void queryClient.invalidateQueries();
  };
  const enter = useMutation({ ...enterRateMutation(), onSuccess: entered });
  const upload = useMutation({ ...uploadRatesMutation(), onSuccess: entered });
  const source = useMutation({
    ...updateRateSourceMutation(),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
  const wrong = enter.error ? fieldErrors(enter.error) : {};
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const columns: Column<ManagerRate>[] = [
    { id: 'from', head: t('rates.currency'), card: 'title', cell: (row) => `1 ${row.from}` },
    {
      id: 'day',
      head: t('rates.day'),
      muted: true,
      card: 'meta',
      cell: (row) => `${row.day} · ${t(`rates.source.${row.source}`)}`,
    },
    {
      id: 'rate',
      head: t('rates.worth'),
      end: true,
      card: 'amount',
      cell: (row) => `${row.rate} ${row.to}`,
    },
  ];
  const found = rates.data;
  return (
    <Section to="money" title={t('rates.title')} text={t('rates.text', { currency: settings.currency })}>
      {found && found.waiting > 0 && (
        <div>
          <Pill tone="warn">{t('rates.waiting', { count: found.waiting })}</Pill>
        </div>
      )}
      {found && found.data.length > 0 && (
        <DataTable label={t('rates.title')} columns={columns} rows={found.data} rowKey={(row) => row.from} />
      )}
      {found?.data.length === 0 && <p className={styles.hint}>{t('rates.none')}</p>}
      <Switch
        label={t('rates.ecb')}
        description={t('rates.ecbHint')}
        checked={found?.ecb ?? false}
        disabled={!found || source.isPending}
        onChange={(e) => source.mutate({ path, body: { ecb: e.currentTarget.checked } })}
      />
      {found && (
        <TextInput
          key={found.max_days}
          label={t('rates.maxDays')}
          description={t('rates.maxDaysHint')}
          type="number"
          min={1}
          max={31}
          defaultValue={found.max_days}
          onBlur={(e) => {
            const days = Number(e.currentTarget.value);
            if (days && days !== found.max_days) source.mutate({ path, body: { max_days: days } });
          }}
        />
      )}
      <FormProblem problem={source.error} />
      <div className={styles.pair}>
        <TextInput
          label={t('rates.currency')}
          placeholder="USD"
          maxLength={3}
          value={draft.from}
          onChange={(e) => set({ from: e.currentTarget.value.toUpperCase() })}
          error={wrong.from}
        />
        <TextInput
          label={t('rates.in', { currency: settings.currency })}
          placeholder="0.9231"
          inputMode="decimal"
          maxLength={20}
          value={draft.rate}
          onChange={(e) => set({ rate: e.currentTarget.value.trim() })}
          error={wrong.rate}
        />
      </div>
      <TextInput
        label={t('rates.day')}
        description={t('rates.dayHint')}
        type="date"
        value={draft.day}
        onChange={(e) => set({ day: e.currentTarget.value })}
        error={wrong.day}
      />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : (enter.error ?? upload.error)} />
      <div className={styles.acts}>
        <Button
          disabled={draft.from.length !== 3 || !draft.rate}
          loading={enter.isPending}
          onClick={() =>
            enter.mutate({
              path,
              body: { from: draft.from, rate: draft.rate, ...(draft.day ? { day: draft.day } : {}) },
            })
          }
        >
          {t('rates.enter')}
        </Button>
        <FileButton
          accept=".csv,text/csv,text/plain"
          onChange={(file) => {
            if (file) void file.text().then((csv) => upload.mutate({ path, body: { csv } }));
          }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<FileUp size={16} aria-hidden="true" />}
              loading={upload.isPending}
            >
              {t('rates.upload')}
            </Button>
          )}
        </FileButton>
      </div>
    </Section>
  );
}

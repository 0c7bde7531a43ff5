import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { NoticePreference } from '../../api';
import {
  getPreferencesOptions,
  getPreferencesQueryKey,
  putPreferencesMutation,
} from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Preferences.module.css';

/** What one is told, by kind and channel. */
export function Preferences() {
  const { t } = useTranslation();
  const preferences = useQuery(getPreferencesOptions());
  return (
    <Screen narrow>
      <PageHead title={t('nav.preferences')} />
      <Loaded query={preferences} skeleton={<TableSkeleton columns={3} rows={8} />}>
        {(data) => <Form key={preferences.dataUpdatedAt} saved={data.preferences} />}
      </Loaded>
    </Screen>
  );
}

const channels = ['in_app', 'email'] as const;

function Form({ saved }: { saved: readonly NoticePreference[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState(saved);
  const save = useMutation({
    ...putPreferencesMutation(),
    onSuccess: (now) => {
      queryClient.setQueryData(getPreferencesQueryKey(), now);
      said(t('preferences.saved'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ body: { preferences: [...chosen] } });
  };
  const set = (kind: string, channel: (typeof channels)[number], on: boolean) =>
    setChosen(chosen.map((one) => (one.kind === kind ? { ...one, [channel]: on } : one)));
  return (
    <form onSubmit={submit} className={styles.form}>
      <Card flush>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('preferences.what')}</th>
              <th scope="col">{t('preferences.in_app')}</th>
              <th scope="col">{t('preferences.email')}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.map((one) => {
              const name = t(`preferences.kind.${one.kind}` as 'preferences.kind.payout_sent', {
                defaultValue: one.kind,
              });
              return (
                <tr key={one.kind}>
                  <th scope="row">{name}</th>
                  {channels.map((channel) => (
                    <td key={channel}>
                      <Switch
                        aria-label={`${name}: ${t(`preferences.${channel}`)}`}
                        checked={one[channel]}
                        onChange={(event) => set(one.kind, channel, event.currentTarget.checked)}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Card>
      <p className={styles.text}>{t('preferences.always')}</p>
      <FormProblem problem={save.error} />
      <div className={styles.foot}>
        <Button type="submit" loading={save.isPending} disabled={chosen === saved}>
          {t('account.save')}
        </Button>
      </div>
    </form>
  );
}

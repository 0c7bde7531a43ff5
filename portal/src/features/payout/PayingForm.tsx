import { Button, Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerPayoutSettings, ManagerPayoutSettingsView } from '../../api';
import { putPayoutSettingsMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { date } from '../../kit/format';
import { said } from '../../kit/toast';
import { read, typed } from './amount';
import styles from './Batch.module.css';
import { RailFees } from './RailFees';

const schedules = ['weekly', 'twice_monthly', 'monthly', 'manual'] as const;

/** The days of a week, from Sunday, as this reader calls them. */
const weekdays = (language: string) =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => ({
    value: String(day),
    label: new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, 10, 1 + day)),
    ),
  }));

/** What is sent of what was read. */
const settingsOf = (found: ManagerPayoutSettingsView): ManagerPayoutSettings => ({
  schedule: found.schedule,
  weekday: found.weekday,
  day: found.day,
  cutoff_days: found.cutoff_days,
  minimum: found.minimum,
  rails: found.rails,
  fees: found.fees,
  partner_pays: found.partner_pays,
  withdrawals: found.withdrawals,
  auto_withdraw: found.auto_withdraw,
});

/** The form of the payout settings. */
export function PayingForm({ found }: { found: ManagerPayoutSettingsView }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(settingsOf(found));
  const [least, setLeast] = useState(typed(found.minimum, found.currency));
  const set = (more: Partial<ManagerPayoutSettings>) => setForm({ ...form, ...more });
  const save = useMutation({
    ...putPayoutSettingsMutation(),
    onSuccess: () => {
      said(t('paying.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ path, body: { ...form, minimum: read(least, found.currency) } });
  };
  const next = found.next_run_on
    ? t('paying.next', { date: date(`${found.next_run_on}T12:00:00Z`, 'UTC'), zone: found.zone })
    : t('paying.never');
  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.fees}>
          <NativeSelect
            label={t('paying.schedule')}
            description={next}
            value={form.schedule}
            onChange={(e) => set({ schedule: e.currentTarget.value as ManagerPayoutSettings['schedule'] })}
            data={schedules.map((value) => ({ value, label: t(`paying.${value}`) }))}
          />
          {form.schedule === 'weekly' && (
            <NativeSelect
              label={t('paying.weekday')}
              value={String(form.weekday)}
              onChange={(e) => set({ weekday: Number(e.currentTarget.value) })}
              data={weekdays(document.documentElement.lang || 'en')}
            />
          )}
          {form.schedule === 'monthly' && (
            <TextInput
              type="number"
              min={1}
              max={28}
              label={t('paying.day')}
              value={form.day}
              onChange={(e) => set({ day: Number(e.currentTarget.value) })}
            />
          )}
        </div>
        <div className={styles.fees}>
          <TextInput
            type="number"
            min={0}
            max={90}
            label={t('paying.cutoff')}
            description={t('paying.cutoffHint')}
            value={form.cutoff_days}
            onChange={(e) => set({ cutoff_days: Number(e.currentTarget.value) })}
          />
          <TextInput
            inputMode="decimal"
            label={t('paying.minimum')}
            description={t('paying.minimumHint', { currency: found.currency })}
            value={least}
            onChange={(e) => setLeast(e.currentTarget.value)}
          />
        </div>
        <Checkbox.Group
          label={t('paying.rails')}
          description={t('paying.railsHint', { currency: found.currency })}
          value={form.rails}
          onChange={(rails) => set({ rails: rails as ManagerPayoutSettings['rails'] })}
        >
          <div className={styles.choices}>
            {found.possible_rails.map((rail) => (
              <Checkbox key={rail} value={rail} label={t(`rail.${rail}` as 'rail.manual')} />
            ))}
          </div>
        </Checkbox.Group>
        <RailFees
          rails={form.rails}
          fees={form.fees}
          currency={found.currency}
          onChange={(fees) => set({ fees })}
        />
        <Switch
          label={t('paying.partnerPays')}
          checked={form.partner_pays}
          onChange={(e) => set({ partner_pays: e.currentTarget.checked })}
        />
        <Switch
          label={t('paying.withdrawals')}
          checked={form.withdrawals}
          onChange={(e) => set({ withdrawals: e.currentTarget.checked })}
        />
        <Switch
          label={t('paying.auto')}
          checked={form.auto_withdraw}
          disabled={!form.withdrawals}
          onChange={(e) => set({ auto_withdraw: e.currentTarget.checked })}
        />
        <FormProblem problem={save.error} />
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={form.rails.length === 0}>
            {t('paying.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

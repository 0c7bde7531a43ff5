import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ManagerTestRun, ManagerTestRunResult } from '../../api';
import { getSetupQueryKey, runTestMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import styles from './Doctor.module.css';

const events = ['sale', 'lead', 'signup'] as const;

/** Proves the way from a click to a commission, and leaves nothing behind. */
export function RunCard() {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const [event, setEvent] = useState<NonNullable<ManagerTestRun['event']>>('sale');
  const [amount, setAmount] = useState('100');
  const queryClient = useQueryClient();
  const run = useMutation({
    ...runTestMutation(),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: getSetupQueryKey({ path }) }),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    run.mutate({ path, body: { event, ...(event === 'sale' ? { amount: amount.trim() } : {}) } });
  };
  return (
    <Card title={t('doctor.run')}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.hint}>{t('doctor.runText')}</p>
        <div className={styles.pair}>
          <NativeSelect
            label={t('conversions.kind')}
            value={event}
            onChange={(e) => setEvent(events.find((one) => one === e.currentTarget.value) ?? 'sale')}
            data={events.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          {event === 'sale' && (
            <TextInput
              label={t('offers.amountIn', { currency })}
              inputMode="decimal"
              maxLength={20}
              value={amount}
              onChange={(e) => setAmount(e.currentTarget.value)}
            />
          )}
        </div>
        <FormProblem problem={run.error} />
        <div className={styles.foot}>
          <Button type="submit" loading={run.isPending}>
            {t('doctor.runNow')}
          </Button>
        </div>
      </form>
      {run.data && <Steps result={run.data} />}
    </Card>
  );
}

function Steps({ result }: { result: ManagerTestRunResult }) {
  const { t } = useTranslation();
  const wrong = result.diagnosis?.findings.filter((one) => one.severity === 'error') ?? [];
  return (
    <div className={styles.diagnosis} role="status">
      <strong>{t(result.passed ? 'doctor.passed' : 'doctor.failed')}</strong>
      <ol className={styles.stations}>
        {result.steps.map((step) => (
          <li key={step.step} data-ok={step.ok || undefined}>
            {step.ok ? (
              <CircleCheck size={18} aria-label={t('doctor.ok')} />
            ) : (
              <CircleX size={18} aria-label={t('doctor.notOk')} />
            )}
            <div>
              <h3>{t(`doctor.step.${step.step}`)}</h3>
              <p>{step.finding}</p>
              {Object.entries(step.values ?? {}).map(([name, value]) =>
                name === 'opens' ? (
                  <a key={name} href={value} target="_blank" rel="noreferrer">
                    {t('doctor.openShop')}
                  </a>
                ) : (
                  <code key={name}>
                    {name} = {value}
                  </code>
                ),
              )}
              {step.values?.opens && <p>{t('doctor.openShopText')}</p>}
            </div>
          </li>
        ))}
      </ol>
      {!result.passed &&
        wrong.map((one) => (
          <p key={one.code} className={styles.fix}>
            {one.message} {one.fix}
          </p>
        ))}
    </div>
  );
}

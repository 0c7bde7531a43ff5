import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerTestReport } from '../../api';
import { testPostbackInMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { parseMoney } from '../../kit/format';
import { Section } from './Section';
import styles from './Settings.module.css';
import { TestVerdict } from './TestVerdict';

const kinds = ['sale', 'recurring', 'lead', 'signup'] as const;

/** Asks what a postback would get for an answer. Nothing is kept. */
export function TestSection() {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const [event, setEvent] = useState<ManagerTestReport['event']>('sale');
  const [click, setClick] = useState('');
  const [amount, setAmount] = useState('');
  const test = useMutation(testPostbackInMutation());
  const money = parseMoney(amount, currency);
  const sale = event === 'sale' || event === 'recurring';
  const run = () =>
    test.mutate({
      path,
      body: {
        event,
        transaction_id: `test-${crypto.randomUUID().slice(0, 8)}`,
        ...(click ? { click_id: click.trim() } : {}),
        ...(sale && money ? { amount: money } : {}),
      },
    });
  return (
    <Section title={t('settings.test')} text={t('settings.testText')} problem={test.error}>
      <div className={styles.pair}>
        <NativeSelect
          label={t('conversions.kind')}
          value={event}
          onChange={(e) => setEvent(kinds.find((one) => one === e.currentTarget.value) ?? 'sale')}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        {sale && (
          <TextInput
            label={t('offers.amountIn', { currency })}
            inputMode="decimal"
            value={amount}
            onChange={(e) => setAmount(e.currentTarget.value)}
            error={amount !== '' && !money ? t('offers.wrongAmount') : undefined}
          />
        )}
      </div>
      <TextInput
        label={t('settings.clickId')}
        description={t('settings.clickIdHint')}
        value={click}
        onChange={(e) => setClick(e.currentTarget.value)}
        classNames={{ input: 'mono' }}
      />
      {test.data && <TestVerdict verdict={test.data} />}
      <Button
        variant="default"
        className={styles.save}
        loading={test.isPending}
        disabled={sale && !money}
        onClick={run}
      >
        {t('settings.testRun')}
      </Button>
    </Section>
  );
}

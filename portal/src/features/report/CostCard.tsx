import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerCost } from '../../api';
import { getCostOptions, getCostQueryKey, putCostBudgetMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Definition } from '../../kit/Definition';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { count, date, decimal, parseMoney } from '../../kit/format';
import { Locked } from '../../kit/May';
import { Meter } from '../../kit/Meter';
import { CardSkeleton } from '../../kit/Skeletons';
import styles from './Cards.module.css';
import { dollars } from './dollars';

/** What the program costs its owner at AWS this month, and how that comes about. */
export default function CostCard() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const cost = useQuery(getCostOptions({ path }));
  if (!cost.data) return cost.isPending ? <CardSkeleton height={260} /> : null;
  return (
    <Card title={t('overview.cost')}>
      <Found cost={cost.data} />
    </Card>
  );
}

function Found({ cost }: { cost: ManagerCost }) {
  const { t } = useTranslation();
  const limit = cost.budget_cents * 10_000_000;
  return (
    <div className={styles.stack}>
      <p className={styles.big}>
        {dollars(cost.total_nano_usd)}
        <span>{t('overview.costExpected', { amount: dollars(cost.expected_nano_usd) })}</span>
      </p>
      {limit > 0 && (
        <Meter
          label={t(`overview.costState.${cost.state}`)}
          value={cost.total_nano_usd}
          most={limit}
          note={dollars(limit)}
        />
      )}
      <Facts
        facts={[
          ...cost.acts.map((one) => ({
            label: t(`overview.costAct.${one.act}`, { amount: amountOf(one.act, one.count) }),
            value: dollars(one.total_nano_usd),
          })),
          { label: t('overview.costClicks'), value: dollars(cost.per_million_clicks_nano_usd) },
          {
            label: t('overview.costPayout'),
            value: dollars(cost.per_payout_nano_usd),
          },
        ]}
      />
      <p className={styles.text}>
        <Definition word={t('overview.costHow')} meaning={t('meaning.cost')} />{' '}
        {t('overview.costSource', { region: cost.region, date: date(cost.prices_as_of, 'UTC') })}{' '}
        <a href={cost.price_source} target="_blank" rel="noreferrer">
          {t('overview.costPrices')}
        </a>
      </p>
      <Budget cost={cost} />
    </div>
  );
}

/** Megabytes of storage, or how many. */
const amountOf = (act: string, n: number) =>
  act === 'storage' ? `${count(Math.ceil(n / 1000))} MB` : count(n);

function Budget({ cost }: { cost: ManagerCost }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [value, setValue] = useState(
    cost.budget_cents ? decimal({ amount: cost.budget_cents, currency: 'USD' }) : '',
  );
  const put = useMutation({
    ...putCostBudgetMutation(),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: getCostQueryKey({ path }) }),
  });
  const amount = value.trim() === '' ? { amount: 0 } : parseMoney(value, 'USD');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amount) put.mutate({ path, body: { budget_cents: amount.amount } });
  };
  return (
    <details className={styles.fold}>
      <summary>{t('overview.costBudget')}</summary>
      <Locked to="own">
        <form className={styles.line} onSubmit={submit}>
          <TextInput
            label={t('overview.costLimit')}
            description={t('overview.costLimitHint')}
            inputMode="decimal"
            value={value}
            onChange={(e) => setValue(e.currentTarget.value)}
            error={amount ? undefined : t('overview.costWrong')}
          />
          <FormProblem problem={put.error} />
          <Button type="submit" variant="default" loading={put.isPending} disabled={!amount}>
            {t('save')}
          </Button>
        </form>
      </Locked>
    </details>
  );
}

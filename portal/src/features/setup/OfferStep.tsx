import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ManagerOfferInput, ManagerSettings } from '../../api';
import { createOfferMutation, listOffersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { rewardText } from '../../kit/reward';
import { basisPoints } from './choices';
import styles from './Setup.module.css';
import { useSave } from './useSave';

/** The first offer, what of a sale it pays, and how long that is held back. */
export function OfferStep({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const offers = useQuery(listOffersOptions({ path }));
  const { save, problem } = useSave(settings);
  const [kind, setKind] = useState<'percent' | 'flat'>('percent');
  const [value, setValue] = useState('');
  const [hold, setHold] = useState(String(settings.holdback_days));
  const create = useMutation({
    ...createOfferMutation(),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
  const reward = read(kind, value, settings.currency);
  const days = /^\d{1,3}$/.test(hold) && Number(hold) <= 365 ? Number(hold) : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reward || days === undefined) return;
    if (days !== settings.holdback_days && !(await save({ holdback_days: days }))) return;
    create.mutate({ path, body: { name: t('launch.offerName'), action: 'sale', recurring: true, reward } });
  };
  const published = (offers.data?.data ?? []).filter((one) => one.status === 'published');
  return (
    <form className={styles.form} onSubmit={submit}>
      {published.length > 0 && (
        <Lines
          title={t('nav.offers')}
          lines={published.map((one) => ({
            id: one.id,
            text: one.name,
            meta: '',
            amount: one.current ? rewardText(one.current.reward) : '–',
          }))}
        />
      )}
      <div className={styles.triple}>
        <NativeSelect
          label={t('launch.pays')}
          value={kind}
          onChange={(e) => setKind(e.currentTarget.value === 'flat' ? 'flat' : 'percent')}
          data={[
            { value: 'percent', label: t('launch.percent') },
            { value: 'flat', label: t('launch.flat') },
          ]}
        />
        <TextInput
          label={
            kind === 'percent' ? t('launch.percentOf') : t('launch.amountIn', { currency: settings.currency })
          }
          inputMode="decimal"
          placeholder={kind === 'percent' ? '20' : '10.00'}
          value={value}
          onChange={(e) => setValue(e.currentTarget.value)}
          error={value !== '' && !reward ? t('launch.wrongReward') : undefined}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t('launch.holdback')}
          inputMode="numeric"
          value={hold}
          onChange={(e) => setHold(e.currentTarget.value)}
          error={days === undefined ? t('launch.wrongDays') : undefined}
        />
      </div>
      <p className={styles.text}>{t('launch.offerText')}</p>
      <FormProblem problem={create.error ?? problem} />
      <div className={styles.acts}>
        <Button type="submit" loading={create.isPending} disabled={!reward || days === undefined}>
          {t('launch.publishOffer')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/m/$program/offers" params={path} {...props} />}
        >
          {t('launch.moreTerms')}
        </Button>
      </div>
    </form>
  );
}

function read(
  kind: 'percent' | 'flat',
  value: string,
  currency: string,
): ManagerOfferInput['reward'] | undefined {
  if (kind === 'percent') {
    const points = basisPoints(value);
    return points === undefined ? undefined : { kind, basis_points: points };
  }
  const amount = parseMoney(value, currency);
  return amount && amount.amount > 0 ? { kind, amount } : undefined;
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerOfferInput, ManagerSimulatedOrder } from '../../api';
import { simulateOffersMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { Earned } from './Earned';
import styles from './OfferForm.module.css';
import type { Places } from './usePlaces';

type Fields = Record<
  | 'amount'
  | 'partner'
  | 'tier'
  | 'group'
  | 'country'
  | 'coupon'
  | 'customer'
  | 'event'
  | 'product'
  | 'category'
  | 'sold'
  | 'times',
  string
>;

const empty: Fields = {
  amount: '100',
  partner: '',
  tier: '',
  group: '',
  country: '',
  coupon: '',
  customer: '',
  event: 'sale',
  product: '',
  category: '',
  sold: '',
  times: '',
};

/** What an order would earn and why, under the offers as they stand or a draft. */
export default function Simulator({
  offer,
  draft,
  places,
}: {
  offer?: string;
  draft?: ManagerOfferInput;
  places: Places;
}) {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const [order, setOrder] = useState(empty);
  const run = useMutation(simulateOffersMutation());
  const amount = parseMoney(order.amount, currency);
  const text = (field: keyof Fields, label: string) => ({
    label,
    value: order[field],
    onChange: (e: { currentTarget: { value: string } }) =>
      setOrder({ ...order, [field]: e.currentTarget.value }),
  });
  const any = { value: '', label: t('offerRules.any') };
  return (
    <div className={styles.list}>
      <div className={styles.triple}>
        <TextInput inputMode="decimal" {...text('amount', t('offers.amountIn', { currency }))} />
        <NativeSelect
          {...text('event', t('offerRules.event'))}
          data={(['sale', 'recurring', 'lead', 'signup'] as const).map((value) => ({
            value,
            label: t(`kind.${value}`),
          }))}
        />
        <NativeSelect
          {...text('partner', t('offerRules.scopes.partner_id'))}
          data={[any, ...places.partners]}
        />
        <NativeSelect {...text('tier', t('offerRules.scopes.tier_id'))} data={[any, ...places.tiers]} />
        <NativeSelect {...text('group', t('offerRules.scopes.group_id'))} data={[any, ...places.groups]} />
        <TextInput maxLength={2} {...text('country', t('offerRules.fields.country'))} />
        <TextInput {...text('product', t('offerRules.scopes.product'))} />
        <TextInput {...text('category', t('offerRules.scopes.category'))} />
        <TextInput {...text('coupon', t('offerRules.scopes.coupon'))} />
        <NativeSelect
          {...text('customer', t('offerRules.fields.customer'))}
          data={[
            any,
            { value: 'new', label: t('offerRules.newCustomer') },
            { value: 'returning', label: t('offerRules.returningCustomer') },
          ]}
        />
        <TextInput inputMode="decimal" {...text('sold', t('offerRules.soldBefore', { currency }))} />
        <TextInput inputMode="numeric" {...text('times', t('offerRules.timesBefore'))} />
      </div>
      <FormProblem problem={run.error} />
      <Button
        variant="default"
        loading={run.isPending}
        disabled={!amount}
        onClick={() => run.mutate({ path, body: bodyOf(order, currency, offer, draft) })}
      >
        {t('offerRules.run')}
      </Button>
      {run.data && <Earned result={run.data} />}
    </div>
  );
}

/** The order as the API takes it. */
function bodyOf(
  order: Fields,
  currency: string,
  offer: string | undefined,
  draft: ManagerOfferInput | undefined,
): ManagerSimulatedOrder {
  const amount = parseMoney(order.amount, currency);
  const sold = parseMoney(order.sold, currency);
  const events = ['sale', 'recurring', 'lead', 'signup'] as const;
  return {
    event: events.find((one) => one === order.event) ?? 'sale',
    ...(amount ? { amount } : {}),
    ...(offer ? { offer_id: offer } : {}),
    ...(draft ? { draft } : {}),
    ...(order.partner ? { partner_id: order.partner } : {}),
    ...(order.tier ? { tier_id: order.tier } : {}),
    ...(order.group ? { group_id: order.group } : {}),
    ...(order.country ? { country: order.country } : {}),
    ...(order.coupon ? { coupon: order.coupon } : {}),
    ...(order.customer === 'new' || order.customer === 'returning' ? { customer: order.customer } : {}),
    ...(amount && (order.product || order.category)
      ? { lines: [{ id: '1', product: order.product, category: order.category, quantity: 1, amount }] }
      : {}),
    ...(sold || order.times
      ? { volume: { amount: sold ?? { amount: 0, currency }, count: Number(order.times) || 0 } }
      : {}),
  };
}

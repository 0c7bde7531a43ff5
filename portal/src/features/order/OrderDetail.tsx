import type { PartnerOrder } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Pill } from '../../kit/Pill';
import { Sum } from '../../kit/Sum';
import { orderTones } from './status';

/** One order with every state that the shop told. */
export function OrderDetail({ order }: { order: PartnerOrder }) {
  const { t } = useTranslation();
  const { zone } = usePartnerPlace();
  return (
    <>
      <Sum
        pill={<Pill tone={orderTones[order.status]}>{t(`orderStatus.${order.status}`)}</Pill>}
        amount={order.amount ? money(order.amount) : '–'}
        under={order.partly_refunded ? t('orders.partly') : t('orders.one')}
      />
      <Facts
        facts={[
          { label: t('orders.placed'), value: dateTime(order.placed_at, zone) },
          { label: t('customers.one'), value: order.contact, show: Boolean(order.contact) },
          {
            label: t('orders.refunded'),
            value: order.refunded && money(order.refunded),
            show: (order.refunded?.amount ?? 0) > 0,
          },
          { label: t('orders.id'), value: <CopyText value={order.id} /> },
        ]}
      />
      {order.states.length > 0 && (
        <Lines
          title={t('orders.told')}
          lines={order.states.map((one) => ({
            id: `${one.status} ${one.at}`,
            text: t(`orderStatus.${one.status}`),
            meta: '',
            amount: dateTime(one.at, zone),
          }))}
        />
      )}
    </>
  );
}

import type { ManagerCustomerOrder, PartnerOrder } from '../../api';
import type { Translate } from '../../i18n';
import { date, money } from '../../kit/format';

/** An order as a line among a customer's. */
export const orderText = (order: PartnerOrder | ManagerCustomerOrder, t: Translate, zone: string) => ({
  id: order.id,
  text: order.id,
  meta: [
    date(order.placed_at, zone),
    t(`orderStatus.${order.status}`),
    ...(order.partly_refunded ? [t('orders.partly')] : []),
  ].join(' · '),
  amount: order.amount ? money(order.amount) : '–',
});

import { useQuery } from '@tanstack/react-query';
import { partnerGetCustomerOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { nameOf } from './name';
import { orderText } from './orderText';
import { StagePill } from './StagePill';

/** One customer with the latest orders, as much as the program shares. */
export function CustomerDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const found = useQuery(partnerGetCustomerOptions({ path: { ...path, customer: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {({ customer, orders }) => (
        <>
          <Sum
            pill={<StagePill signedUp={customer.signed_up} purchased={customer.purchased} />}
            amount={money(customer.revenue)}
            under={nameOf(customer, t)}
          />
          <Facts
            facts={[
              {
                label: t('customers.email'),
                value: customer.email && <CopyText value={customer.email} />,
                show: Boolean(customer.email),
              },
              {
                label: t('customers.brought'),
                value: customer.first_touch_at && dateTime(customer.first_touch_at, zone),
                show: Boolean(customer.first_touch_at),
              },
              {
                label: t('customers.signedUp'),
                value: customer.signed_up_at && dateTime(customer.signed_up_at, zone),
                show: Boolean(customer.signed_up_at),
              },
              {
                label: t('customers.purchased'),
                value: customer.first_paid_at && dateTime(customer.first_paid_at, zone),
                show: Boolean(customer.first_paid_at),
              },
            ]}
          />
          {orders.length > 0 && (
            <Lines title={t('customers.orders')} lines={orders.map((one) => orderText(one, t, zone))} />
          )}
        </>
      )}
    </Loaded>
  );
}

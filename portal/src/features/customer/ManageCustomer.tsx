import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getCustomerOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
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

const CustomerRights = lazy(() => import('./CustomerRights'));

/** One customer, for the program's staff. */
export function ManageCustomer({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const found = useQuery(getCustomerOptions({ path: { ...path, customer: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {({ customer, orders }) => (
        <>
          <Sum
            pill={
              <StagePill
                signedUp={Boolean(customer.signed_up_at)}
                purchased={Boolean(customer.first_paid_at)}
              />
            }
            amount={money(customer.revenue)}
            under={nameOf(customer, t)}
          />
          <Facts
            facts={[
              { label: t('commissions.partner'), value: customer.partner?.name ?? '–' },
              { label: t('customers.email'), value: customer.email, show: Boolean(customer.email) },
              { label: t('customers.since'), value: dateTime(customer.created_at, zone) },
              { label: t('customers.knownBy'), value: customer.known_by.join(', ') },
              { label: t('commissions.id'), value: <CopyText value={customer.id} /> },
            ]}
          />
          {orders.length > 0 && (
            <Lines title={t('customers.orders')} lines={orders.map((one) => orderText(one, t, zone))} />
          )}
          <Suspense>
            <CustomerRights id={id} />
          </Suspense>
        </>
      )}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { listUpcomingSalesOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import styles from './Promotions.module.css';
import { SaleCard } from './SaleCard';

/** The sales that the partner may announce, now and soon, each with a link of their own. */
export function Sales() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const sales = useQuery(listUpcomingSalesOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('nav.promotions')} meta={t('promotions.zone', { zone })} />
      <Loaded query={sales} skeleton={<SalesSkeleton />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Megaphone} title={t('sales.none')} text={t('sales.noneText')} />
            </Card>
          ) : (
            <ul className={styles.cards} aria-label={t('nav.promotions')}>
              {rows.map((sale) => (
                <li key={sale.id}>
                  <SaleCard sale={sale} zone={zone} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Screen>
  );
}

function SalesSkeleton() {
  return (
    <Waiting>
      <div className={styles.cards}>
        <CardSkeleton height={240} />
        <CardSkeleton height={240} />
      </div>
    </Waiting>
  );
}

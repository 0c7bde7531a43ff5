import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ManagerTopPartner } from '../../api';
import { useManagerPlace } from '../../app/place';
import { Card } from '../../kit/Card';
import { money } from '../../kit/format';
import styles from './OfferList.module.css';

/** Who brought the most in the period. */
export function TopPartners({ partners }: { partners: readonly ManagerTopPartner[] }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return (
    <Card title={t('overview.topPartners')} flush>
      {partners.length === 0 ? (
        <p className={styles.none}>{t('overview.noTop')}</p>
      ) : (
        <ul>
          {partners.map((one) => (
            <li key={one.id} className={styles.offer}>
              <span>
                <Link to="/m/$program/partners" params={path} search={{ id: one.id }} className={styles.name}>
                  {one.name}
                </Link>
                <span className={styles.detail}>{t('overview.topDetail', { count: one.conversions, amount: money(one.commissions) })}</span>
              </span>
              <span className={styles.reward}>{money(one.revenue)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

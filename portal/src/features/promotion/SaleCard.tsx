import type { PartnerPromotion } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { CopyText } from '../../kit/CopyText';
import { daysUntil } from '../../kit/format';
import styles from './Promotions.module.css';
import { SalePill } from './SalePill';
import { spanText } from './span';

/** One sale, ready to be announced: when, what, the code to type, the link to share. */
export function SaleCard({ sale, zone }: { sale: PartnerPromotion; zone: string }) {
  const { t } = useTranslation();
  const live = sale.status === 'live';
  const days = daysUntil(live ? sale.ends_at : sale.starts_at);
  return (
    <article className={styles.card} aria-label={sale.name}>
      <header className={styles.head}>
        <SalePill status={sale.status} />
        <span>{t(live ? 'sales.endsIn' : 'sales.beginsIn', { count: days })}</span>
      </header>
      <h2>{sale.name}</h2>
      <p className={styles.when}>{spanText(sale, zone)}</p>
      {sale.text && <p className={styles.text}>{sale.text}</p>}
      {sale.coupon_hint && (
        <p className={styles.code}>
          {t('sales.code')} <CopyText value={sale.coupon_hint} />
        </p>
      )}
      <div className={styles.share}>
        {sale.url && <CopyField value={sale.url} label={t('sales.link', { name: sale.name })} />}
        <p className={styles.hint}>{t('sales.page', { page: sale.destination })}</p>
      </div>
    </article>
  );
}

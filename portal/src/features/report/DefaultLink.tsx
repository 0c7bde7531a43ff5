import type { PartnerLinkDetail } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { count } from '../../kit/format';
import { Qr } from '../../kit/Qr';
import { qrAddress } from '../../kit/qrAddress';
import styles from './DefaultLink.module.css';

/** The partner's own link, ready to copy and to scan, with today's clicks. */
export default function DefaultLink({ link, clicksToday }: { link: PartnerLinkDetail; clicksToday: number }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  return (
    <section className={styles.card} aria-label={t('overview.yourLink')}>
      <h2>{t('overview.yourLink')}</h2>
      <div className={styles.qr}>
        <Qr src={qrAddress(path, link.id)} alt={t('overview.linkQr')} size={120} />
      </div>
      <CopyField value={link.url} label={t('overview.yourLink')} primary stacked />
      <p className={styles.today} data-quiet={clicksToday === 0 || undefined}>
        {t('overview.clicksToday', { count: clicksToday, shown: count(clicksToday) })}
      </p>
    </section>
  );
}

import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { PartnerLinkDetail } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Qr } from '../../kit/Qr';
import { qrAddress } from '../../kit/qrAddress';
import styles from './Links.module.css';
import { linkName } from './name';

/** A link's QR code with its download. */
export function LinkQr({ link }: { link: PartnerLinkDetail }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const address = qrAddress(path, link.id);
  return (
    <div className={styles.qr}>
      <Qr src={address} alt={t('links.qrOf', { name: linkName(link, t) })} size={164} />
      <p className={styles.hint}>{t('links.qrHint')}</p>
      <div className={styles.acts}>
        <Button
          component="a"
          href={address}
          download={`${link.key}.svg`}
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
        >
          {t('links.download')}
        </Button>
        <Button
          component="a"
          href={address.replace(/svg$/, 'png')}
          download={`${link.key}.png`}
          variant="default"
        >
          PNG
        </Button>
      </div>
    </div>
  );
}

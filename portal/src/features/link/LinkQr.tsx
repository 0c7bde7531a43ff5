import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Qr } from '../../kit/Qr';
import { qrAddress } from '../../kit/qrAddress';
import styles from './Links.module.css';

/** A link's QR code with its download. */
export function LinkQr({ link }: { link: { id: string; name: string; key: string } }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const address = qrAddress(path, link.id);
  return (
    <div className={styles.qr}>
      <Qr src={address} alt={t('links.qrOf', { name: link.name })} size={164} />
      <Button
        component="a"
        href={address}
        download={`${link.key}.svg`}
        variant="default"
        leftSection={<Download size={16} aria-hidden="true" />}
      >
        {t('links.download')}
      </Button>
    </div>
  );
}

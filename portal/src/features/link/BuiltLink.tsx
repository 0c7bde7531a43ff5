import { Button } from '@mantine/core';
import type { PartnerLinkDetail } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { LinkQr } from './LinkQr';
import styles from './Links.module.css';
import { linkName } from './name';

/** A link just made: copy it, scan it, or make another. */
export function BuiltLink({ link, onAnother }: { link: PartnerLinkDetail; onAnother: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.form}>
      <CopyField value={link.url} label={linkName(link, t)} primary />
      <LinkQr link={link} />
      <Button variant="default" onClick={onAnother}>
        {t('links.another')}
      </Button>
    </div>
  );
}

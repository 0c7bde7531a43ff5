import type { ManagerBrand } from '../../api';
import { brandVariables } from '../../app/brand';
import { useTranslation } from '../../i18n';
import { Mark } from '../../shell/Mark';
import styles from './Branding.module.css';
import type { Draft } from './draft';

/** What partners will see: the page before sign-in and a mail, while they are typed. */
export function Preview({ draft, brand }: { draft: Draft; brand: ManagerBrand }) {
  const { t } = useTranslation();
  const mark = { color: draft.color, initial: draft.initial, logo_url: brand.logo_url };
  const variables = brandVariables(draft.color);
  const button = { background: variables['--brand-6'] };
  return (
    <aside className={styles.preview} aria-label={t('branding.preview')}>
      <h2>{t('branding.preview')}</h2>
      <div className={styles.window}>
        <Mark brand={mark} size={36} />
        <p className={styles.big}>{draft.welcome_title || t('auth.signInTo', { program: draft.name })}</p>
        <p className={styles.lines}>{draft.welcome_text || t('auth.account')}</p>
        <span className={styles.button} style={button}>
          {t('auth.enter')}
        </span>
      </div>
      <h3>{t('branding.previewMail')}</h3>
      <div className={styles.window}>
        <p className={styles.from}>
          <Mark brand={mark} size={20} /> <strong>{draft.sender || draft.name}</strong>
        </p>
        <p className={styles.lines}>
          {t('branding.previewText', {
            partners: draft.partners_term || t('branding.partners'),
            program: draft.name,
          })}
        </p>
        <span className={styles.button} style={button}>
          {t('branding.previewOpen')}
        </span>
      </div>
    </aside>
  );
}

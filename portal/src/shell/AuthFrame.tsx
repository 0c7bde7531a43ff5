import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Branding } from '../api';
import { neutralBrand } from '../app/brand';
import { useTranslation } from '../i18n';
import { LanguageMenu } from '../i18n/LanguageMenu';
import styles from './AuthFrame.module.css';
import { Mark } from './Mark';

/** The frame of the pages before sign-in: the program's mark, a short form, its colour beside it. */
export function AuthFrame({
  branding,
  title,
  text,
  children,
  foot,
}: {
  branding: Branding | undefined;
  title: string;
  text?: string;
  children?: ReactNode;
  foot?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <main className={styles.side}>
        <div className={styles.form}>
          <Mark brand={branding ?? { color: neutralBrand, initial: t('auth.initial') }} size={44} />
          <h1 className={styles.title}>{title}</h1>
          {text && <p className={styles.text}>{text}</p>}
          <div className={styles.body}>{children}</div>
          {foot && <p className={styles.foot}>{foot}</p>}
          <div className={styles.language}>
            <LanguageMenu />
            <Link to="/help" className={styles.help}>
              {t('auth.help')}
            </Link>
          </div>
        </div>
      </main>
      <div className={styles.art} aria-hidden="true">
        <svg viewBox="0 0 600 800" preserveAspectRatio="xMidYMax slice">
          {[340, 430, 535, 655].map((y) => (
            <circle key={y} cx="300" cy={y + 420} r={420} />
          ))}
        </svg>
      </div>
    </div>
  );
}

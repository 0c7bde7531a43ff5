import { Languages } from 'lucide-react';
import { useTranslation } from './index';
import styles from './LanguageMenu.module.css';
import { chooseLanguage, current, type Language, languages } from './language';

/** Chooses the language of the portal. `keep` writes it down with the account of whoever is signed in. */
export function LanguageMenu({ keep }: { keep?: (language: Language) => Promise<unknown> }) {
  const { t } = useTranslation();
  const choose = async (language: Language) => {
    await keep?.(language);
    chooseLanguage(language);
  };
  return (
    <label className={styles.box}>
      <Languages size={15} aria-hidden="true" />
      <span className="hidden">{t('shell.language')}</span>
      <select
        className={styles.select}
        value={current()}
        onChange={(event) => void choose(event.currentTarget.value as Language)}
      >
        {Object.entries(languages).map(([name, label]) => (
          <option key={name} value={name} lang={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

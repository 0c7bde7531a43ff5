import { Check, Copy } from 'lucide-react';
import { useTranslation } from '../i18n';
import styles from './Copy.module.css';
import { useCopy } from './useCopy';

/** An id or reference in running text that a click copies. */
export function CopyText({ value }: { value: string }) {
  const { t } = useTranslation();
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      className={styles.text}
      onClick={() => copy(value)}
      aria-label={t('copy.label', { value })}
    >
      <code>{value}</code>
      <Icon size={13} aria-hidden="true" />
      <span className="hidden" role="status">
        {copied ? t('copy.done') : ''}
      </span>
    </button>
  );
}

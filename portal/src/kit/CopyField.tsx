import { Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from '../i18n';
import styles from './Copy.module.css';
import { useCopy } from './useCopy';

/** A value in a field of its own with a button that copies it. */
export function CopyField({
  value,
  label,
  primary = false,
  stacked = false,
}: {
  value: string;
  label: string;
  primary?: boolean;
  stacked?: boolean;
}) {
  const { t } = useTranslation();
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <div className={styles.field} data-stacked={stacked || undefined}>
      <input
        className={styles.value}
        readOnly
        value={value.replace(/^https?:\/\//, '')}
        aria-label={label}
        onFocus={(e) => e.currentTarget.select()}
      />
      <Button
        variant={primary ? 'filled' : 'default'}
        leftSection={<Icon size={16} aria-hidden="true" />}
        onClick={() => copy(value)}
        aria-label={t('copy.label', { value: label })}
      >
        {copied ? t('copy.done') : t('copy.do')}
      </Button>
    </div>
  );
}

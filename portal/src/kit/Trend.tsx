import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react';
import { useTranslation } from '../i18n';
import { change, percent } from './format';
import styles from './Trend.module.css';

/** The change against the previous equal period; a dash where there was nothing to compare with. */
export function Trend({ current, previous, days }: { current: number; previous: number; days?: number }) {
  const { t } = useTranslation();
  const by = change(current, previous);
  const way = by === undefined || by === 0 ? 'flat' : by > 0 ? 'up' : 'down';
  const Icon = { up: ArrowUpRight, down: ArrowDownRight, flat: Minus }[way];
  const text = by === undefined ? t('trend.none') : `${by > 0 ? '+' : ''}${percent(Math.round(by * 100))}`;
  return (
    <span className={styles.trend}>
      <span className={styles.value} data-way={way}>
        <Icon size={14} aria-hidden="true" />
        {text}
      </span>
      {days !== undefined && by !== undefined && (
        <span className={styles.against}>{t('trend.against', { count: days })}</span>
      )}
    </span>
  );
}

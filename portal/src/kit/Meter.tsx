import styles from './Meter.module.css';

/** How much of something is reached: a bar with its words above. */
export function Meter({
  label,
  value,
  most,
  note,
}: {
  label: string;
  value: number;
  most: number;
  note?: string;
}) {
  const part = most > 0 ? Math.min(value / most, 1) : 0;
  return (
    <div className={styles.meter}>
      <p className={styles.words}>
        <span>{label}</span>
        {note && <span className={styles.note}>{note}</span>}
      </p>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuenow={Math.min(value, most)}
        aria-valuemax={most}
      >
        <i className={styles.bar} data-full={part === 1 || undefined} style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}

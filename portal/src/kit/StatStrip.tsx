import { Definition } from './Definition';
import { Sparkline } from './Sparkline';
import styles from './StatStrip.module.css';
import { Trend } from './Trend';

export type Stat = {
  id: string;
  label: string;
  meaning: string;
  value: string;
  trend?: { current: number; previous: number };
  series?: readonly number[];
};

/** The key numbers in one row, each with its definition, its trend and its shape. */
export function StatStrip({ stats, compact = false }: { stats: readonly Stat[]; compact?: boolean }) {
  return (
    <dl className={styles.strip} data-compact={compact || undefined}>
      {stats.map((stat) => (
        <div key={stat.id} className={styles.cell}>
          <dt>
            <Definition word={stat.label} meaning={stat.meaning} />
          </dt>
          <dd className={styles.value}>{stat.value}</dd>
          {stat.trend && (
            <dd className={styles.trend}>
              <Trend {...stat.trend} />
            </dd>
          )}
          {stat.series && (
            <dd className={styles.spark}>
              <Sparkline values={stat.series} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

import { useTranslation } from '../../i18n';
import { AreaChart } from '../../kit/AreaChart';
import { Filter } from '../../kit/Filters';
import { figureOf, type Line } from './figures';
import { lineName } from './lineName';
import styles from './Report.module.css';
import { type Metric, metrics } from './search';

/** One figure by day, beside the period before when compared. */
export function ReportChart({
  lines,
  metric,
  links,
  compare,
  onMetric,
}: {
  lines: readonly Line[];
  metric: Metric;
  links: boolean;
  compare: boolean;
  onMetric: (metric: Metric) => void;
}) {
  const { t } = useTranslation();
  const points = lines.map((line) => ({
    label: lineName('day', line, t),
    ...figureOf(line.now, metric),
    before: compare && line.before ? figureOf(line.before, metric) : undefined,
  }));
  return (
    <section className={styles.chart} aria-label={t('report.chart')}>
      <Filter
        label={t('report.metric')}
        value={metric}
        options={metrics
          .filter((one) => links || one !== 'clicks')
          .map((value) => ({ value, label: t(`report.${value}`) }))}
        onChange={onMetric}
      />
      <AreaChart points={points} title={t('report.byDay', { metric: t(`report.${metric}`) })} />
    </section>
  );
}

import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { useTranslation } from '../i18n';
import styles from './AreaChart.module.css';
import { curve, spread } from './curve';

/** A value with its name; `before` is what stands beside it from the period before. */
export type ChartPoint = {
  label: string;
  value: number;
  text: string;
  before?: { value: number; text: string } | undefined;
};

const width = 640;
const height = 140;
const labels = 5;

/** A series over time, beside the one before where there is one. The crosshair follows the pointer and the arrow keys. */
export function AreaChart({ points, title }: { points: readonly ChartPoint[]; title: string }) {
  const { t } = useTranslation();
  const [at, setAt] = useState<number>();
  const fill = useId();
  const last = points.length - 1;
  const values = points.map((p) => p.value);
  const earlier = points.flatMap((p) => (p.before ? [p.before.value] : []));
  const among = [...values, ...earlier];
  const drawn = spread(values, width, height, true, among);
  const line = curve(drawn);
  const before = earlier.length === values.length && curve(spread(earlier, width, height, true, among));
  const chosen = at === undefined ? undefined : points[at];
  const mark = at === undefined ? undefined : drawn[at];

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    setAt(Math.min(last, Math.max(0, Math.round(share * last))));
  };
  const step = (event: KeyboardEvent) => {
    const to = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[event.key];
    if (!to) return;
    event.preventDefault();
    setAt((now) => Math.min(last, Math.max(0, (now ?? last) + to)));
  };
  const ticks =
    points.length > labels
      ? Array.from({ length: labels }, (_, i) => Math.round((i * last) / (labels - 1)))
      : points.map((_, i) => i);

  return (
    <div className={styles.chart}>
      <div
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at ?? Math.max(0, last)}
        aria-valuetext={describe(chosen ?? points[last])}
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
        onKeyDown={step}
      >
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" className={styles.top} />
            <stop offset="1" className={styles.bottom} />
          </linearGradient>
          <path className={styles.grid} d={`M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}`} />
          <path d={`${line}V${height}H0Z`} fill={`url(#${fill})`} />
          {before && <path className={styles.before} d={before} />}
          <path className={styles.line} d={line} />
        </svg>
        {chosen && mark && (
          <>
            <i className={styles.hair} style={{ left: `${(mark.x / width) * 100}%` }} />
            <i
              className={styles.dot}
              style={{ left: `${(mark.x / width) * 100}%`, top: `${(mark.y / height) * 100}%` }}
            />
            <div
              className={styles.tip}
              data-side={mark.x > width * 0.7 ? 'left' : 'right'}
              style={{ left: `${(mark.x / width) * 100}%` }}
            >
              <strong>{chosen.text}</strong>
              <span>{chosen.label}</span>
              {chosen.before && <span>{t('trend.before', { value: chosen.before.text })}</span>}
            </div>
          </>
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {ticks.map((i) => (
          <span key={i}>{points[i]?.label}</span>
        ))}
      </div>
    </div>
  );
}

const describe = (point: ChartPoint | undefined) => (point ? `${point.label}: ${point.text}` : '');

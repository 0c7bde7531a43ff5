import { curve, spread } from './curve';
import styles from './Sparkline.module.css';

const width = 88;
const height = 26;

/** A small line without axes, for the shape of a number; the number itself stands beside it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const points = spread(values, width, height, false);
  const last = points.at(-1);
  if (points.length < 2 || !last) return null;
  return (
    <svg className={styles.line} viewBox={`-3 -3 ${width + 6} ${height + 6}`} aria-hidden="true">
      <path d={curve(points)} />
      <circle cx={last.x} cy={last.y} r="2.2" />
    </svg>
  );
}

import { useTranslation } from '../i18n';
import styles from './Skeletons.module.css';

/** A grey bar where a text will stand. */
export function Bar({ width = '100%', height = 12 }: { width?: number | string; height?: number }) {
  return <span className={styles.bar} style={{ width, height }} />;
}

/** Announces once that the content is coming; its children have the content's geometry. */
export function Waiting({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" role="status" aria-label={t('waiting')}>
      {children}
    </div>
  );
}

/** The rows of a table that is on its way, in the table's own geometry. */
export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <Waiting>
      <div className={styles.table}>
        <div className={styles.head} />
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
          <div key={row} className={styles.row} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
            {Array.from({ length: columns }, (_, column) => (
              <Bar
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells are all alike and never move.
                key={column}
                width={column === columns - 1 ? '40%' : `${52 + ((row * 7 + column * 13) % 30)}%`}
              />
            ))}
          </div>
        ))}
      </div>
    </Waiting>
  );
}

/** A card of a given height that is on its way. */
export function CardSkeleton({ height }: { height: number }) {
  return (
    <div className={styles.card} style={{ height }}>
      <Bar width={90} />
      <Bar width={150} height={24} />
    </div>
  );
}

/** A drawer whose row is on its way. */
export function DetailSkeleton() {
  return (
    <Waiting>
      <div className={styles.detail}>
        <Bar width={86} height={22} />
        <Bar width={140} height={30} />
        {['60%', '72%', '50%', '66%', '58%'].map((width) => (
          <Bar key={width} width={width} />
        ))}
      </div>
    </Waiting>
  );
}

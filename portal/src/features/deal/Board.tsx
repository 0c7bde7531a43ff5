import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../i18n';
import { type Money, money } from '../../kit/format';
import { DealPill } from './DealPill';
import styles from './Deals.module.css';
import type { DealStatus } from './status';

type Row = {
  id: string;
  name: string;
  company: string;
  stage: string;
  status: DealStatus;
  value: Money;
  partner?: { name: string };
};

const live = new Set<DealStatus>(['registered', 'open', 'closing', 'expired']);

/** The deals that are not over, by their stage. */
export function Board({
  rows,
  stages,
}: {
  rows: readonly Row[];
  stages: readonly { id?: string; name: string }[];
}) {
  const { t } = useTranslation();
  const open = rows.filter((row) => live.has(row.status));
  const known = new Set(stages.map((one) => one.id));
  const columns = [
    ...stages.map((one) => ({ ...one, rows: open.filter((row) => row.stage === one.id) })),
    { id: '', name: t('deals.noStage'), rows: open.filter((row) => !known.has(row.stage)) },
  ].filter((one) => one.id !== '' || one.rows.length > 0);
  return (
    <div className={styles.board}>
      {columns.map((column) => (
        <section key={column.id} className={styles.column} aria-label={column.name}>
          <h2>
            {column.name} <span className={styles.count}>{column.rows.length}</span>
          </h2>
          <ul>
            {column.rows.map((row) => (
              <li key={row.id} className={styles.tile}>
                <Link to="." search={(now) => ({ ...now, id: row.id })} resetScroll={false}>
                  {row.name}
                </Link>
                <span>{row.partner ? `${row.company} · ${row.partner.name}` : row.company}</span>
                <strong>{money(row.value)}</strong>
                {row.status !== 'open' && <DealPill status={row.status} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

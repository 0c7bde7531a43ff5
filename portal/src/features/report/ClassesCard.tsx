import type { ManagerReportFigures } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Definition } from '../../kit/Definition';
import { count, percent } from '../../kit/format';
import styles from './StatesCard.module.css';

/** How the period's clicks were counted. Partners see the unique ones only. */
export function ClassesCard({ total }: { total: ManagerReportFigures }) {
  const { t } = useTranslation();
  const all = Math.max(1, total.clicks);
  const classes = [
    { id: 'all', value: total.clicks, state: 'approved' },
    { id: 'unique', value: total.unique_clicks, state: 'paid' },
    { id: 'duplicate', value: total.duplicate_clicks, state: 'pending' },
    { id: 'invalid', value: total.invalid_clicks, state: 'declined' },
  ] as const;
  return (
    <Card title={t('report.classes')}>
      <ul className={styles.list}>
        {classes.map(({ id, value, state }) => (
          <li key={id} className={styles.state}>
            <span>
              <Definition word={t(`report.class.${id}`)} meaning={t(`report.classMeaning.${id}`)} />
            </span>
            <span className={styles.amount}>
              {count(value)} · {percent(Math.round((value / all) * 10_000))}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span data-state={state} style={{ width: `${(value / all) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import type { ManagerSummary } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Definition } from '../../kit/Definition';
import { count, percent } from '../../kit/format';
import styles from './StatesCard.module.css';

/** How many of the period's clicks became customers to be, and how many of them bought. */
export default function FunnelCard({ totals }: { totals: ManagerSummary['current'] }) {
  const { t } = useTranslation();
  const steps = [
    { id: 'clicks', value: totals.unique_clicks, of: 0 },
    { id: 'leads', value: totals.signups + totals.leads, of: totals.unique_clicks },
    { id: 'sales', value: totals.sales, of: totals.unique_clicks },
  ] as const;
  const greatest = Math.max(1, ...steps.map((one) => one.value));
  return (
    <Card title={t('overview.funnel')}>
      <ol className={styles.list}>
        {steps.map(({ id, value, of }) => (
          <li key={id} className={styles.state}>
            <span>
              <Definition word={t(`overview.step.${id}`)} meaning={t(`meaning.step.${id}`)} />
            </span>
            <span className={styles.amount}>
              {count(value)}
              {of > 0 && ` · ${percent(Math.round((value / of) * 10_000))}`}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span data-state="approved" style={{ width: `${(value / greatest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

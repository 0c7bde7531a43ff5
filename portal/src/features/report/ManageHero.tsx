import { Link } from '@tanstack/react-router';
import type { ManagerSummary } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { AreaChart } from '../../kit/AreaChart';
import { Definition } from '../../kit/Definition';
import { day, money } from '../../kit/format';
import { Trend } from '../../kit/Trend';
import styles from './Hero.module.css';

/** Revenue through partners with its shape, what is owed, and what waits for the manager. */
export function ManageHero({ summary, days }: { summary: ManagerSummary; days: number }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { current, previous, series } = summary;
  const points = series.map((one) => ({
    label: day(one.day),
    value: one.revenue.amount,
    text: money(one.revenue),
  }));
  const owed = [
    {
      id: 'pending',
      label: t('overview.pending'),
      meaning: t('meaning.owedPending'),
      value: summary.states.pending,
    },
    {
      id: 'available',
      label: t('overview.ready'),
      meaning: t('meaning.owedAvailable'),
      value: summary.states.available,
    },
  ];
  return (
    <section className={styles.hero} aria-label={t('overview.revenue')}>
      <div className={styles.body}>
        <div className={styles.head}>
          <div>
            <Definition word={t('overview.revenue')} meaning={t('meaning.revenue')} />
            <p className={styles.amount}>{money(current.revenue)}</p>
            <Trend current={current.revenue.amount} previous={previous.revenue.amount} days={days} />
          </div>
          <dl className={styles.sides}>
            {owed.map((one) => (
              <div key={one.id}>
                <dt>
                  <Definition word={one.label} meaning={one.meaning} />
                </dt>
                <dd>{money(one.value)}</dd>
              </div>
            ))}
          </dl>
        </div>
        <AreaChart points={points} title={t('overview.revenueChart')} />
      </div>
      <div className={styles.foot}>
        <span className={styles.next}>{t('overview.applications', { count: summary.applications })}</span>
        {summary.applications > 0 && (
          <Link to="/m/$program/applications" params={path} className={styles.all}>
            {t('overview.review')}
          </Link>
        )}
      </div>
    </section>
  );
}

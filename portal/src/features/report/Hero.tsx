import { Link } from '@tanstack/react-router';
import type { PartnerSummary } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { AreaChart } from '../../kit/AreaChart';
import { Definition } from '../../kit/Definition';
import { day, daysUntil, money } from '../../kit/format';
import { Trend } from '../../kit/Trend';
import styles from './Hero.module.css';

/** The money first: earnings of the period with their shape, what waits, and when it is paid. */
export function Hero({ summary, days }: { summary: PartnerSummary; days: number }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const { current, previous, wallet, series } = summary;
  const points = series.map((one) => ({
    label: day(one.day),
    value: one.earnings.amount,
    text: money(one.earnings),
  }));
  const next = wallet.next_payout_on;
  return (
    <section className={styles.hero} aria-label={t('overview.earned')}>
      <div className={styles.body}>
        <div className={styles.head}>
          <div>
            <Definition word={t('overview.earned')} meaning={t('meaning.earnings')} />
            <p className={styles.amount}>{money(current.earnings)}</p>
            <Trend current={current.earnings.amount} previous={previous.earnings.amount} days={days} />
          </div>
          <dl className={styles.sides}>
            <div>
              <dt>
                <Definition word={t('overview.pending')} meaning={t('meaning.pending')} />
              </dt>
              <dd>{money(wallet.pending)}</dd>
            </div>
            <div>
              <dt>
                <Definition word={t('overview.ready')} meaning={t('meaning.available')} />
              </dt>
              <dd>{money(wallet.available)}</dd>
            </div>
          </dl>
        </div>
        <AreaChart points={points} title={t('overview.chart')} />
      </div>
      <div className={styles.foot}>
        <span className={styles.next}>
          {next ? t('overview.nextPayout', { count: daysUntil(next) }) : t('overview.noPayout')}
        </span>
        <Link to="/p/$partner/$program/commissions" params={path} className={styles.all}>
          {t('overview.allCommissions')}
        </Link>
      </div>
    </section>
  );
}

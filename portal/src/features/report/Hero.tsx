import { Link } from '@tanstack/react-router';
import type { PartnerSummary } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { AreaChart } from '../../kit/AreaChart';
import { Definition } from '../../kit/Definition';
import { day, daysUntil, money, month } from '../../kit/format';
import { Trend } from '../../kit/Trend';
import styles from './Hero.module.css';
import type { partnerSummary } from './summary';

type Shown = Pick<ReturnType<typeof partnerSummary>, 'first' | 'days'>;

/** The money first: what the period brought with its shape, and when it is paid. */
export function Hero({
  shown: { first, days },
  summary,
  length,
}: {
  shown: Shown;
  summary: PartnerSummary;
  length: number;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const name = days.length < length ? month : day;
  const points = days.map((one) => ({
    label: name(one.day),
    value: one.amount.amount,
    text: money(one.amount),
  }));
  const next = summary.wallet.next_payout_on;
  return (
    <section className={styles.hero} aria-label={first.label}>
      <div className={styles.body}>
        <div className={styles.head}>
          <div>
            <Definition word={first.label} meaning={first.meaning} />
            <p className={styles.amount}>{first.value}</p>
            {first.trend && <Trend {...first.trend} days={length} />}
          </div>
          {summary.summary_style === 'affiliate' && <Sides wallet={summary.wallet} />}
        </div>
        <AreaChart points={points} title={t('overview.byDay', { figure: first.label })} />
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

/** Where the money stands now. The other styles have a word for it only among the commissions. */
function Sides({ wallet }: { wallet: PartnerSummary['wallet'] }) {
  const { t } = useTranslation();
  return (
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
  );
}

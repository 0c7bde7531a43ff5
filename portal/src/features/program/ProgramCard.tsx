import { Link } from '@tanstack/react-router';
import type { PartnerProgramCard as Row } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { count, date, money } from '../../kit/format';
import { Pill, type Tone } from '../../kit/Pill';
import { Sparkline } from '../../kit/Sparkline';
import { Trend } from '../../kit/Trend';
import { Mark } from '../../shell/Mark';
import styles from './Programs.module.css';

const tones: Record<Row['status'], Tone> = {
  in_review: 'warn',
  active: 'good',
  rejected: 'bad',
  suspended: 'bad',
};

/** One program: what it earned, and the way in. */
export function ProgramCard({ card, partner }: { card: Row; partner: string }) {
  const { t } = useTranslation();
  const { program } = card;
  const open = card.status === 'active';
  const numbers = [
    { id: 'clicks', label: t('stat.clicks'), value: count(card.clicks) },
    { id: 'conversions', label: t('stat.conversions'), value: count(card.conversions) },
    { id: 'pending', label: t('overview.pending'), value: money(card.pending) },
    { id: 'available', label: t('overview.ready'), value: money(card.available) },
  ].filter((one) => card.features.links || one.id !== 'clicks');
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <Mark brand={program.brand} size={32} />
        <div className={styles.name}>
          <h2>
            {open ? (
              <Link
                to="/p/$partner/$program"
                params={{ partner, program: program.id }}
                className={styles.cover}
              >
                {program.name}
              </Link>
            ) : (
              program.name
            )}
          </h2>
          <span className={styles.since}>
            {t(open ? 'programs.since' : 'programs.applied', { date: date(card.applied_at, program.zone) })}
          </span>
        </div>
        {!open && <Pill tone={tones[card.status]}>{t(`enrollment.${card.status}`)}</Pill>}
      </div>
      {open ? (
        <>
          <div className={styles.money}>
            <div>
              <p className={styles.amount}>{money(card.earnings)}</p>
              <Trend current={card.earnings.amount} previous={card.previous_earnings.amount} />
            </div>
            <Sparkline values={card.series} />
          </div>
          <dl className={styles.numbers}>
            {numbers.map((one) => (
              <div key={one.id}>
                <dt>{one.label}</dt>
                <dd>{one.value}</dd>
              </div>
            ))}
          </dl>
          {card.default_link && (
            <div className={styles.link}>
              <CopyField value={card.default_link} label={t('programs.linkTo', { program: program.name })} />
            </div>
          )}
        </>
      ) : (
        <p className={styles.why}>{card.reason ?? t(`enrollmentText.${card.status}`)}</p>
      )}
    </article>
  );
}

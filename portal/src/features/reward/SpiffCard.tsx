import type { PartnerSpiff } from '../../api';
import { useTranslation } from '../../i18n';
import { day, money } from '../../kit/format';
import { figureText } from '../../kit/goal';
import { Meter } from '../../kit/Meter';
import { Pill, type Tone } from '../../kit/Pill';
import styles from './Rewards.module.css';

const tones: Record<PartnerSpiff['status'], Tone> = {
  scheduled: 'info',
  active: 'good',
  ended: 'plain',
  cancelled: 'bad',
};

/** One SPIFF: what is to be reached until when, what it pays, and how far the partner is. */
export function SpiffCard({ spiff }: { spiff: PartnerSpiff }) {
  const { t } = useTranslation();
  const { metric, threshold } = spiff.goal;
  const { currency } = spiff.amount;
  const goal = spiff.first_sale ? t('spiffs.firstSale') : figureText(metric, threshold, currency, t);
  const whole =
    spiff.every > 0
      ? t('goal.andEvery', { goal, every: figureText(metric, spiff.every, currency, t) })
      : goal;
  const figure = figureText(metric, spiff.figure, currency, t);
  return (
    <article className={styles.card} aria-label={spiff.name}>
      <p className={styles.head}>
        <Pill tone={tones[spiff.status]}>{t(`spiffs.${spiff.status}`)}</Pill>
        <span>{`${day(spiff.from)} – ${day(spiff.to)}`}</span>
      </p>
      <h3>{spiff.name}</h3>
      <p className={styles.commission}>{t('rewards.pays', { amount: money(spiff.amount), goal: whole })}</p>
      {spiff.maximum && (
        <p className={styles.hint}>{t('rewards.atMost', { amount: money(spiff.maximum) })}</p>
      )}
      {spiff.text && <p className={styles.text}>{spiff.text}</p>}
      {spiff.status !== 'scheduled' && (
        <Meter
          label={t('rewards.brought', { figure })}
          value={spiff.figure}
          most={threshold}
          {...(spiff.awarded.amount > 0
            ? { note: t('rewards.awarded', { amount: money(spiff.awarded) }) }
            : {})}
        />
      )}
    </article>
  );
}

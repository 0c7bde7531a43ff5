import type { PartnerTierProgress } from '../../api';
import { useTranslation } from '../../i18n';
import { count, day, money } from '../../kit/format';
import { figureText } from '../../kit/goal';
import { Meter } from '../../kit/Meter';

type Props = { progress: PartnerTierProgress; currency: string; what: string };

/** How far the partner is on the way to a goal. */
export function Progress({ progress, currency, what }: Props) {
  const { t } = useTranslation();
  const { metric, threshold, figure, to } = progress;
  const label = t('rewards.progress', {
    what,
    figure: metric === 'revenue' ? money({ amount: figure, currency }) : count(figure),
    goal: figureText(metric, threshold, currency, t),
  });
  const until = to ? { note: t('rewards.until', { day: day(to) }) } : {};
  return <Meter label={label} value={figure} most={threshold} {...until} />;
}

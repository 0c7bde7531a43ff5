import type { PartnerTierChange } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { date, day } from '../../kit/format';
import { figureText } from '../../kit/goal';
import { Timeline } from '../../kit/Timeline';

type Props = { changes: readonly PartnerTierChange[]; currency: string };

/** How the partner came to its tier, with what led to each change. */
export function Changes({ changes, currency }: Props) {
  const { t } = useTranslation();
  const { zone } = usePartnerPlace();
  if (changes.length === 0) return null;
  const why = (change: PartnerTierChange) => {
    if (!change.goal) return t(`rewards.cause.${change.cause}`);
    const { metric, threshold } = change.goal;
    return t(`rewards.cause.${change.cause}`, {
      figure: figureText(metric, change.figure, currency, t),
      goal: figureText(metric, threshold, currency, t),
      from: day(change.from ?? ''),
      to: day(change.to ?? ''),
    });
  };
  return (
    <Card>
      <Timeline
        title={t('rewards.history')}
        steps={changes.map((change) => ({
          id: change.at,
          label: change.to_tier || t('rewards.noTier'),
          state: 'done',
          when: date(change.at, zone),
          note: why(change),
        }))}
      />
    </Card>
  );
}

import { useTranslation } from '../i18n';
import { Pill } from './Pill';
import { type Verdict, verdictTones } from './verdict';

/** What was decided about an event. */
export function VerdictPill({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  return <Pill tone={verdictTones[verdict]}>{t(`verdict.${verdict}`)}</Pill>;
}

import type { ManagerIntegration } from '../../api';
import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { stateOf, stateTones } from './state';

/** How a connection stands, in a word. */
export function StatePill({ one }: { one: ManagerIntegration }) {
  const { t } = useTranslation();
  const state = stateOf(one);
  return <Pill tone={stateTones[state]}>{t(`integrations.state.${state}`)}</Pill>;
}

import type { ManagerIntegration } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The providers, in the order in which they are shown. */
export const providers = ['stripe', 'shopify'] as const satisfies readonly ManagerIntegration['provider'][];

export type Provider = (typeof providers)[number];

/** How a connection stands. */
export type State = 'off' | 'waiting' | 'on' | 'ended';

/** The colour of each. */
export const stateTones: Record<State, Tone> = { off: 'plain', waiting: 'warn', on: 'good', ended: 'bad' };

/** A connection waits until the provider was heard for the first time. */
export function stateOf(one: ManagerIntegration): State {
  if (!one.connected) return 'off';
  if (one.ended_at) return 'ended';
  return one.last_event_at ? 'on' : 'waiting';
}

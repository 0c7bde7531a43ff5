import type { PartnerTimelineStep } from '../api';
import type { Translate } from '../i18n';
import { date, dateTime } from './format';
import type { Step } from './Timeline';

const stopped = new Set<PartnerTimelineStep['state']>([
  'declined',
  'reversed',
  'failed',
  'returned',
  'cancelled',
]);

/** A server's timeline as the kit draws it; what is still to come has a day only. */
export function steps(timeline: readonly PartnerTimelineStep[], zone: string, t: Translate): Step[] {
  return timeline.map((step, i) => ({
    id: `${step.state}-${i}`,
    label: t(`step.${step.state}`),
    state: !step.done ? 'next' : stopped.has(step.state) ? 'stopped' : 'done',
    ...(step.at ? { when: step.done ? dateTime(step.at, zone) : date(step.at, zone) } : {}),
    ...(step.reason ? { note: step.reason } : {}),
  }));
}

import type { PartnerLinkRule } from '../../api';
import { parsePercent } from '../../kit/format';
import { endOfDay, startOfDay, today } from '../../kit/period';
import { readDestination } from './allowed';

export type Device = 'mobile' | 'tablet' | 'desktop';

/** The devices that a rule may name. */
export const devices: readonly Device[] = ['mobile', 'tablet', 'desktop'];

/** A rule of a smart link, as typed. `id` tells rows of the form apart. */
export type RuleDraft = {
  id: string;
  countries: string;
  devices: readonly Device[];
  from: string;
  until: string;
  share: string;
  destination: string;
};

/** A rule for everybody, leading nowhere yet. */
export const emptyRule = (): RuleDraft => ({
  id: crypto.randomUUID(),
  countries: '',
  devices: [],
  from: '',
  until: '',
  share: '',
  destination: '',
});

/** A kept rule as its form shows it. */
export const ruleDraft = (rule: PartnerLinkRule, zone: string): RuleDraft => ({
  id: crypto.randomUUID(),
  countries: (rule.countries ?? []).join(', '),
  devices: devices.filter((one) => rule.devices?.includes(one)),
  from: rule.from ? today(zone, new Date(rule.from)) : '',
  until: rule.until ? today(zone, new Date(Date.parse(rule.until) - 1)) : '',
  share: rule.share_basis_points ? String(rule.share_basis_points / 100) : '',
  destination: rule.destination,
});

/** The countries that were typed, in capitals. */
export const countriesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .map((one) => one.toUpperCase());

/** Whether a share can be read; empty is everybody who is left. */
export const goodShare = (text: string) => text.trim() === '' || parsePercent(text) !== undefined;

/** A rule as the server takes it. */
export function toRule(draft: RuleDraft, zone: string): PartnerLinkRule {
  const countries = countriesOf(draft.countries);
  const share = parsePercent(draft.share);
  return {
    destination: readDestination(draft.destination)?.href ?? draft.destination.trim(),
    ...(countries.length > 0 ? { countries } : {}),
    ...(draft.devices.length > 0 ? { devices: [...draft.devices] } : {}),
    ...(draft.from ? { from: startOfDay(draft.from, zone) } : {}),
    ...(draft.until ? { until: endOfDay(draft.until, zone) } : {}),
    ...(share === undefined ? {} : { share_basis_points: share }),
  };
}

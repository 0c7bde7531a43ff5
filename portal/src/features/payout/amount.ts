import { decimal, parseMoney } from '../../kit/format';

/** Minor units as they are typed: 25.00. */
export const typed = (minor: number, currency: string) => decimal({ amount: minor, currency });

/** What was typed in minor units; nothing where it is no amount. */
export const read = (text: string, currency: string) => parseMoney(text, currency)?.amount ?? 0;

import type { PartnerExpectation } from '../../api';
import type { Translate } from '../../i18n';
import { date } from '../../kit/format';

/** What a commission waits for, when it is likely to be paid, and how sure that is. */
export function expectation(expected: PartnerExpectation, zone: string, t: Translate): string {
  const when = expected.paid_at ?? expected.available_at;
  const why = t(`expected.${expected.for ?? 'holdback'}`);
  return when ? `${date(when, zone)} · ${t(`confidence.${expected.confidence}`)} · ${why}` : why;
}

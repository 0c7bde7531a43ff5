import type { PartnerReasoning, PartnerReasoningPart } from '../../api';
import type { Translate } from '../../i18n';
import { day, list, money, percent } from '../../kit/format';
import { reasonText } from './reason';

/** One sentence of an explanation, in the language of the page. */
export function reasoningText(one: PartnerReasoning, t: Translate): string {
  const amount = one.amount ? money(one.amount) : '';
  const values = {
    name: one.name,
    number: one.number,
    words: one.words && reasonText(one.words),
    day: one.day && day(one.day),
    amount,
  };
  if (one.code !== 'amount' && one.code !== 'each_time') return t(`reasoning.${one.code}`, values);
  const parts = one.parts ?? [];
  let text = t(`reasoning.${one.code}`, { amount, parts: list(parts.map((part) => partText(part, t))) });
  if (one.number) text += t('reasoning.share', { number: one.number });
  else if (parts.some((part) => part.rate_basis_points)) text += t('reasoning.rounded');
  if (one.cut) text += t('reasoning.cut', { cut: money(one.cut) });
  return `${text}.`;
}

function partText({ rate_basis_points: rate, pieces, of }: PartnerReasoningPart, t: Translate): string {
  if (rate) return t('reasoning.rate', { rate: percent(rate), of: money(of) });
  if (!pieces) return t('reasoning.no_rate', { of: money(of) });
  return pieces > 1 ? t('reasoning.times', { number: pieces, of: money(of) }) : money(of);
}

import { useTranslation } from '../../i18n';
import type { Fact } from '../../kit/Facts';
import { day, type Money, money } from '../../kit/format';
import type { Line } from '../../kit/Lines';

type Party = { name: string; address: string[]; country: string; vat_number: string };

export type Invoice = {
  date: string;
  from: string;
  until: string;
  kind: 'self_billing' | 'statement';
  supplier: Party;
  customer: Party;
  account?: string;
  reference?: string;
  vat_text?: string;
  reason?: string;
  lines: { kind: string; text?: string; count: number; amount: Money }[];
};

const kinds = [
  'sale',
  'recurring',
  'upgrade',
  'lead',
  'signup',
  'click',
  'stage',
  'training',
  'bonus',
  'spiff',
  'referral',
  'store',
  'manual',
  'clawback',
  'reinstated',
  'fee',
] as const;

const isKind = (kind: string): kind is (typeof kinds)[number] => (kinds as readonly string[]).includes(kind);

const named = (party: Party) =>
  [party.name, ...party.address, party.country, party.vat_number].filter((text) => text !== '').join(', ');

/** What an invoice says beside its sum, the same for both of its sides. */
export function useInvoiceParts() {
  const { t } = useTranslation();
  const facts = (found: Invoice): Fact[] => [
    { label: t('invoices.date'), value: day(found.date) },
    { label: t('invoices.period'), value: `${day(found.from)} – ${day(found.until)}` },
    { label: t('invoices.kind'), value: t(`invoices.kinds.${found.kind}`) },
    { label: t('invoices.supplier'), value: named(found.supplier) },
    { label: t('invoices.customer'), value: named(found.customer) },
    { label: t('invoices.account'), value: found.account, show: found.account !== undefined },
    { label: t('invoices.reference'), value: found.reference, show: found.reference !== undefined },
    { label: t('invoices.reason'), value: found.reason, show: found.reason !== undefined },
    { label: t('invoices.vatNote'), value: found.vat_text, show: found.vat_text !== undefined },
  ];
  const lines = (found: Invoice): Line[] =>
    found.lines.map((line, n) => ({
      id: String(n),
      text: [isKind(line.kind) ? t(`kind.${line.kind}`) : t('invoices.otherLine'), line.text]
        .filter(Boolean)
        .join(' · '),
      meta: t('invoices.times', { count: line.count }),
      amount: money(line.amount),
    }));
  return { facts, lines };
}

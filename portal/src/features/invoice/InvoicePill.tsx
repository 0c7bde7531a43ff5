import { useTranslation } from '../../i18n';
import { Pill, type Tone } from '../../kit/Pill';

export type InvoiceState = 'pending' | 'paid' | 'void';

const tones: Record<InvoiceState, Tone> = { pending: 'warn', paid: 'good', void: 'plain' };

/** Where an invoice stands. */
export function InvoicePill({ state }: { state: InvoiceState }) {
  const { t } = useTranslation();
  return <Pill tone={tones[state]}>{t(`invoices.states.${state}`)}</Pill>;
}

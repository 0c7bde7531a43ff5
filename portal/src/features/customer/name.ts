import type { Translate } from '../../i18n';

/** What a customer is called: as much of the contact as is shown, else the end of the id. */
export const nameOf = (customer: { id: string; contact?: string }, t: Translate): string =>
  customer.contact || t('customers.numbered', { end: customer.id.slice(-5) });

/** Billionths of a US dollar as an amount: cents from a dollar on, more digits of less. */
export function dollars(nanos: number): string {
  const small = nanos > 0 && nanos < 1_000_000_000;
  return new Intl.NumberFormat(document.documentElement.lang || 'en', {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: small ? 6 : 2,
    ...(small ? { maximumSignificantDigits: 2 } : {}),
  }).format(nanos / 1_000_000_000);
}

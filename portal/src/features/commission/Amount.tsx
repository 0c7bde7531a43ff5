import { Tooltip } from '@mantine/core';
import type { Money } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';

/** What is left of a commission; where a part was taken back, what it was on hover. What ended keeps its amount, struck through. */
export function Amount({ of }: { of: { amount: Money; reversed_amount: Money; net_amount: Money } }) {
  const { t } = useTranslation();
  if (of.reversed_amount.amount === 0) return <strong>{money(of.amount)}</strong>;
  if (of.net_amount.amount === 0) return <s>{money(of.amount)}</s>;
  return (
    <Tooltip label={t('commissions.less', { amount: money(of.amount), reversed: money(of.reversed_amount) })}>
      <strong>{money(of.net_amount)}</strong>
    </Tooltip>
  );
}

import type { ReactNode } from 'react';
import type { Money, PartnerWallet } from '../../api';
import { useTranslation } from '../../i18n';
import { Definition } from '../../kit/Definition';
import { day, daysUntil, money } from '../../kit/format';
import styles from './WalletCard.module.css';

/** The wallet: ready now, and the way of the rest. A negative one says so and why. */
export function WalletCard({ wallet, children }: { wallet: PartnerWallet; children?: ReactNode }) {
  const { t } = useTranslation();
  const owing = wallet.available.amount < 0;
  const below = !owing && wallet.available.amount < wallet.minimum.amount;
  const next = wallet.next_payout_on;
  const sides: { id: 'pending' | 'approved' | 'in_transit' | 'paid'; value: Money }[] = [
    { id: 'pending', value: wallet.pending },
    { id: 'approved', value: wallet.approved },
    { id: 'in_transit', value: wallet.in_transit },
    { id: 'paid', value: wallet.paid },
  ];
  const note = owing
    ? t('payouts.owing')
    : below
      ? t('payouts.below', { amount: money(wallet.minimum) })
      : next
        ? t('payouts.next', { date: day(next), count: daysUntil(next) })
        : t('payouts.manual');
  return (
    <section className={styles.wallet} aria-label={t('payouts.wallet')}>
      <div className={styles.main}>
        <Definition word={t('overview.ready')} meaning={t('meaning.available')} />
        <p className={styles.amount} data-owing={owing || undefined}>
          {money(wallet.available)}
        </p>
        <p className={styles.note}>{note}</p>
        {children}
      </div>
      <dl className={styles.sides}>
        {sides
          .filter((side) => side.id !== 'approved' || side.value.amount !== 0)
          .map((side) => (
            <div key={side.id}>
              <dt>
                <Definition word={t(`wallet.${side.id}`)} meaning={t(`meaning.${side.id}`)} />
              </dt>
              <dd>{money(side.value)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

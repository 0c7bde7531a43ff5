import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Money, withdraw } from '../../api';
import { getPayoutMethodOptions, listPayoutOptionsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { PasswordDialog } from './PasswordDialog';
import { railText } from './status';
import styles from './WalletCard.module.css';

/** Asks for all that is available, or says why that cannot be done now. */
export default function Withdraw({ available }: { available: Money }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [opened, setOpened] = useState(false);
  const options = useQuery(listPayoutOptionsOptions({ path }));
  const method = useQuery(getPayoutMethodOptions({ path: { partner: path.partner } }));
  if (!options.data?.withdrawals || !method.data) return null;
  const blocked = options.data.blocked;
  if (blocked) {
    return (
      <p className={styles.note}>
        {t(`withdraw.blocked.${blocked}` as 'withdraw.blocked.other', {
          defaultValue: t('withdraw.blocked.other'),
        })}
      </p>
    );
  }
  return (
    <>
      <Button className={styles.withdraw} onClick={() => setOpened(true)}>
        {t('withdraw.button')}
      </Button>
      <PasswordDialog
        opened={opened}
        title={t('withdraw.title', { amount: money(available) })}
        text={t(options.data.approved_first ? 'withdraw.text' : 'withdraw.textAuto', {
          rail: `${railText(method.data.rail, t)}, ${method.data.masked ?? ''}`,
        })}
        confirm={t('withdraw.button')}
        done={t('withdraw.done')}
        onClose={() => setOpened(false)}
        onConfirm={() => withdraw({ path, throwOnError: true })}
      />
    </>
  );
}

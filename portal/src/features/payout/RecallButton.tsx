import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ManagerPayout, recallPayout } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { PasswordDialog } from './PasswordDialog';

/** Takes back what the payee does not collect at the provider. */
export function RecallButton({ payout }: { payout: ManagerPayout }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        {t('exceptions.recall')}
      </Button>
      <PasswordDialog
        opened={asking}
        title={t('exceptions.recallTitle', { name: payout.partner.name })}
        text={t('exceptions.recallText')}
        confirm={t('exceptions.recall')}
        done={t('exceptions.recalled')}
        onClose={() => setAsking(false)}
        onConfirm={() => recallPayout({ path: { ...path, payout: payout.id }, throwOnError: true })}
      />
    </>
  );
}

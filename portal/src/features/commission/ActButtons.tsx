import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { type Act, useAct } from './acts';

/** Buttons for what can be done with some commissions. Taking money back asks for the reason. */
export function ActButtons({
  acts,
  ids,
  onDone,
}: {
  acts: readonly Act[];
  ids: string[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Act>();
  const [shown, setShown] = useState<Act>('approve');
  const { run, busy } = useAct(() => {
    setAsking(undefined);
    onDone();
  });
  return (
    <>
      {acts.map((act) => (
        <Button
          key={act}
          variant={act === 'approve' ? 'filled' : 'default'}
          onClick={() => {
            setShown(act);
            setAsking(act);
          }}
        >
          {t(`commissions.${act}`)}
        </Button>
      ))}
      <ReasonDialog
        opened={asking !== undefined}
        title={t(`commissions.${shown}Title`, { count: ids.length })}
        text={t(`commissions.${shown}Text`)}
        confirm={t(`commissions.${shown}`)}
        danger={shown !== 'approve'}
        {...(shown === 'approve' ? {} : { reason: t('commissions.reasonShown') })}
        busy={busy}
        onClose={() => setAsking(undefined)}
        onConfirm={(reason) => run(shown, ids, reason)}
      />
    </>
  );
}

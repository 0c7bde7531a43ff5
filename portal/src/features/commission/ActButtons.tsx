import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { type Act, needsReason, useAct } from './acts';

/** Buttons for what can be done with some commissions. Taking or keeping money asks for the reason. */
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
  const { run, progress } = useAct(() => {
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
        text={
          progress && progress.of > 200 ? t('commissions.progress', progress) : t(`commissions.${shown}Text`)
        }
        confirm={t(`commissions.${shown}`)}
        danger={shown === 'decline' || shown === 'reverse'}
        {...(needsReason(shown)
          ? { reason: t(shown === 'hold' ? 'commissions.reasonKept' : 'commissions.reasonShown') }
          : {})}
        busy={progress !== undefined}
        onClose={() => setAsking(undefined)}
        onConfirm={(reason) => void run(shown, ids, reason)}
      />
    </>
  );
}

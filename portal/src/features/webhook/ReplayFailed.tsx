import { Button, Modal, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hook } from '../../api';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';
import { useDesk } from './desk';
import styles from './Hooks.module.css';

const hours = { hour: 1, day: 24, week: 24 * 7, month: 24 * 31 } as const;
type Back = keyof typeof hours;
const backs = Object.keys(hours) as Back[];

/** Asks how far back what was given up is to be sent again, and sends it. */
export function ReplayFailed({
  hook,
  opened,
  onClose,
}: {
  hook: Hook;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [back, setBack] = useState<Back>('day');
  const replay = useMutation({
    mutationFn: () => {
      const to = Date.now();
      return desk.replayFailed(hook.id, {
        from: new Date(to - hours[back] * 3_600_000).toISOString(),
        to: new Date(to + 60_000).toISOString(),
      });
    },
    onSuccess: ({ count, more }) => {
      said(t(more ? 'hooks.replayedMore' : 'hooks.replayedCount', { count }));
      void queryClient.invalidateQueries({ queryKey: [...desk.key, 'log', hook.id] });
      if (!more) onClose();
    },
    onError: failed,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('hooks.replayFailed')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.fields}>
        <p className={styles.hint}>{t('hooks.replayText')}</p>
        <NativeSelect
          label={t('hooks.since')}
          value={back}
          onChange={(e) => setBack(backs.find((one) => one === e.currentTarget.value) ?? 'day')}
          data={backs.map((value) => ({ value, label: t(`hooks.back.${value}`) }))}
        />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            {t('hooks.replayFailed')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

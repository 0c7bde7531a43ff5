import { Button, Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideCasesMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { said } from '../../kit/toast';
import styles from './Fraud.module.css';

/** Clears cases, or confirms them as fraud. */
export function Decide({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'cleared' | 'confirmed'>();
  const [note, setNote] = useState('');
  const [suspend, setSuspend] = useState(false);
  const decide = useMutation({
    ...decideCasesMutation(),
    onSuccess: (result) => {
      said(
        result.failed > 0
          ? t('fraud.some', { done: result.done, failed: result.failed })
          : t('fraud.done', { count: result.done }),
      );
      setOpen(undefined);
      void queryClient.invalidateQueries();
      onDone();
    },
  });
  const send = (verdict: 'cleared' | 'confirmed', reason: string) =>
    decide.mutate({
      path,
      body: {
        ids: [...ids].slice(0, 25),
        verdict,
        ...(verdict === 'confirmed' ? { reason, suspend } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
    });
  const notes = (
    <Textarea
      label={t('fraud.note')}
      value={note}
      rows={2}
      maxLength={1000}
      onChange={(e) => setNote(e.currentTarget.value)}
    />
  );
  return (
    <May to="manage">
      <div className={styles.acts}>
        <Button onClick={() => setOpen('cleared')}>{t('fraud.clear')}</Button>
        <Button variant="default" onClick={() => setOpen('confirmed')}>
          {t('fraud.confirm')}
        </Button>
      </div>
      <ReasonDialog
        opened={open === 'cleared'}
        title={t('fraud.clear')}
        text={t('fraud.clearText')}
        confirm={t('fraud.clear')}
        busy={decide.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={() => send('cleared', '')}
      >
        {notes}
        <FormProblem problem={decide.error} />
      </ReasonDialog>
      <ReasonDialog
        opened={open === 'confirmed'}
        title={t('fraud.confirm')}
        text={t('fraud.confirmText')}
        confirm={t('fraud.confirm')}
        danger
        reason={t('commissions.reasonShown')}
        busy={decide.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={(reason) => send('confirmed', reason)}
      >
        {notes}
        <Checkbox
          label={t('fraud.suspend')}
          checked={suspend}
          onChange={(e) => setSuspend(e.currentTarget.checked)}
        />
        <FormProblem problem={decide.error} />
      </ReasonDialog>
    </May>
  );
}

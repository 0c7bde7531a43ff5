import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerConversionDetail } from '../../api';
import { cancelConversionMutation, correctConversionMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { dateTime, money, parseMoney } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { said } from '../../kit/toast';
import styles from './Hand.module.css';

/** What can be corrected: what takes back is a report of its own. */
const kinds: readonly string[] = ['sale', 'recurring', 'upgrade', 'lead', 'signup'];

/** What managers changed of a conversion, and changing it. */
export default function Corrections({ found }: { found: ManagerConversionDetail }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'correct' | 'cancel'>();
  const [text, setText] = useState('');
  const place = { ...path, conversion: found.id };
  const onSuccess = () => {
    said(t(open === 'cancel' ? 'byHand.cancelled' : 'byHand.corrected'));
    setOpen(undefined);
    void queryClient.invalidateQueries();
  };
  const correct = useMutation({ ...correctConversionMutation(), onSuccess });
  const cancel = useMutation({ ...cancelConversionMutation(), onSuccess });
  const amount = found.current && parseMoney(text, found.current.currency);
  const changeable = found.verdict === 'accepted' && !found.cancelled && kinds.includes(found.kind);
  return (
    <>
      <Lines
        title={t('byHand.changes')}
        lines={found.corrections.map((one) => ({
          id: one.at,
          text: one.cancelled ? t('byHand.wasCancelled') : t('byHand.wasCorrected'),
          meta: [one.reason, one.by.name, dateTime(one.at, zone)].join(' · '),
          amount: one.to ? money(one.to) : '–',
        }))}
      />
      {changeable && (
        <May to="manage">
          <div className={styles.acts}>
            {found.current && (
              <Button variant="default" onClick={() => setOpen('correct')}>
                {t('byHand.correct')}
              </Button>
            )}
            <Button variant="default" color="red" onClick={() => setOpen('cancel')}>
              {t('byHand.cancel')}
            </Button>
          </div>
        </May>
      )}
      <ReasonDialog
        opened={open === 'correct'}
        title={t('byHand.correct')}
        text={t('byHand.correctText')}
        confirm={t('byHand.correct')}
        reason={t('commissions.reasonShown')}
        busy={correct.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={(reason) => {
          if (amount) correct.mutate({ path: place, body: { amount, reason } });
        }}
      >
        <TextInput
          label={t('byHand.amount', { currency: found.current?.currency ?? '' })}
          inputMode="decimal"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          error={text && !amount ? t('byHand.wrongAmount') : undefined}
        />
        <FormProblem problem={correct.error} />
      </ReasonDialog>
      <ReasonDialog
        opened={open === 'cancel'}
        title={t('byHand.cancel')}
        text={t('byHand.cancelText')}
        confirm={t('byHand.cancel')}
        danger
        reason={t('commissions.reasonShown')}
        busy={cancel.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={(reason) => cancel.mutate({ path: place, body: { reason } })}
      >
        <FormProblem problem={cancel.error} />
      </ReasonDialog>
    </>
  );
}

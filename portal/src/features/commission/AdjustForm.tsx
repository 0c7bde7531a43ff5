import { Button, Modal, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createAdjustmentMutation, listPartnersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Forms.module.css';

/** Gives a partner something, or takes something back. */
export function AdjustForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('adjustments.make')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const queryClient = useQueryClient();
  const partners = useQuery(listPartnersOptions({ path, query: { limit: 200 } }));
  const [key] = useState(() => crypto.randomUUID()); // the same however often the form is sent
  const [partner, setPartner] = useState('');
  const [sign, setSign] = useState<'plus' | 'minus'>('plus');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [order, setOrder] = useState('');
  const amount = parseMoney(text, currency);
  const make = useMutation({
    ...createAdjustmentMutation(),
    onSuccess: (made) => {
      said(t(made.status === 'waiting' ? 'adjustments.asked' : 'adjustments.done'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!amount) return;
    make.mutate({
      path,
      body: {
        key,
        partner,
        amount: { ...amount, amount: sign === 'plus' ? amount.amount : -amount.amount },
        name: name.trim(),
        reason: reason.trim(),
        ...(order.trim() ? { order_id: order.trim() } : {}),
      },
    });
  };
  const ready = amount && amount.amount > 0 && partner && name.trim() && reason.trim();
  return (
    <form className={styles.form} onSubmit={submit}>
      <NativeSelect
        label={t('commissions.partner')}
        value={partner}
        onChange={(e) => setPartner(e.currentTarget.value)}
        data={[
          { value: '', label: t('adjustments.pick') },
          ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <SegmentedControl
        aria-label={t('adjustments.direction')}
        value={sign}
        onChange={setSign}
        data={[
          { value: 'plus', label: t('adjustments.plus') },
          { value: 'minus', label: t('adjustments.minus') },
        ]}
      />
      <TextInput
        label={t('adjustments.amount', { currency })}
        inputMode="decimal"
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        error={text && !amount ? t('adjustments.wrongAmount') : undefined}
      />
      <TextInput
        label={t('adjustments.name')}
        description={t('adjustments.nameHint')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        maxLength={80}
      />
      <Textarea
        label={t('commissions.reasonShown')}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        rows={3}
        maxLength={500}
      />
      <TextInput
        label={t('adjustments.order')}
        value={order}
        onChange={(e) => setOrder(e.currentTarget.value)}
        maxLength={255}
      />
      <FormProblem problem={make.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={make.isPending} disabled={!ready}>
          {t('adjustments.make')}
        </Button>
      </div>
    </form>
  );
}

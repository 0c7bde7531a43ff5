import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addConversionMutation, listPartnersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Hand.module.css';

const kinds = ['sale', 'recurring', 'lead', 'signup'] as const;
type Kind = (typeof kinds)[number];

/** Adds a conversion that no report brought. */
export default function AddByHand({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('byHand.add')}
      size={480}
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
  const [kind, setKind] = useState<Kind>('sale');
  const [order, setOrder] = useState('');
  const [partner, setPartner] = useState('');
  const [coupon, setCoupon] = useState('');
  const [customer, setCustomer] = useState('');
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const paid = kind === 'sale' || kind === 'recurring';
  const amount = parseMoney(text, currency);
  const add = useMutation({
    ...addConversionMutation(),
    onSuccess: (made) => {
      said(t(made.verdict === 'duplicate' ? 'byHand.known' : 'byHand.added'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const ready =
    order.trim() &&
    reason.trim() &&
    (partner || coupon.trim() || customer.trim()) &&
    (!paid || (amount && amount.amount > 0));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    add.mutate({
      path,
      body: {
        kind,
        order_id: order.trim(),
        reason: reason.trim(),
        ...(partner ? { partner_id: partner } : {}),
        ...(coupon.trim() ? { coupon_code: coupon.trim() } : {}),
        ...(customer.trim() ? { customer: customer.trim() } : {}),
        ...(paid && amount ? { amount } : {}),
        ...(day ? { occurred_at: `${day}T12:00:00Z` } : {}),
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <NativeSelect
          label={t('conversions.kind')}
          value={kind}
          onChange={(e) => setKind(kinds.find((one) => one === e.currentTarget.value) ?? 'sale')}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextInput
          label={t('conversions.order')}
          value={order}
          maxLength={255}
          onChange={(e) => setOrder(e.currentTarget.value)}
          data-autofocus
        />
      </div>
      <NativeSelect
        label={t('commissions.partner')}
        description={t('byHand.whose')}
        value={partner}
        onChange={(e) => setPartner(e.currentTarget.value)}
        data={[
          { value: '', label: t('byHand.found') },
          ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      {!partner && (
        <div className={styles.pair}>
          <TextInput
            label={t('byHand.coupon')}
            value={coupon}
            maxLength={64}
            onChange={(e) => setCoupon(e.currentTarget.value)}
          />
          <TextInput
            label={t('byHand.customer')}
            value={customer}
            maxLength={255}
            onChange={(e) => setCustomer(e.currentTarget.value)}
          />
        </div>
      )}
      <div className={styles.pair}>
        {paid && (
          <TextInput
            label={t('byHand.amount', { currency })}
            inputMode="decimal"
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
            error={text && !amount ? t('byHand.wrongAmount') : undefined}
          />
        )}
        <TextInput
          type="date"
          label={t('byHand.day')}
          value={day}
          onChange={(e) => setDay(e.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t('byHand.reason')}
        value={reason}
        rows={2}
        maxLength={500}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
      <FormProblem problem={add.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={add.isPending} disabled={!ready}>
          {t('byHand.add')}
        </Button>
      </div>
    </form>
  );
}

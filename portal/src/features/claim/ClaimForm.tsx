import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fileClaimMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { findPartner, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Claim.module.css';

/** Asks the program for an order that the partner misses. */
export default function ClaimForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const currency = findPartner(useSession(), path.partner, path.program).program?.currency ?? 'EUR';
  const queryClient = useQueryClient();
  const [order, setOrder] = useState('');
  const [day, setDay] = useState('');
  const [paid, setPaid] = useState('');
  const [email, setEmail] = useState('');
  const [coupon, setCoupon] = useState('');
  const [text, setText] = useState('');
  const amount = parseMoney(paid, currency);
  const file = useMutation({
    ...fileClaimMutation(),
    onSuccess: (claim) => {
      said(t('claims.filed', { number: claim.number }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const ready = order.trim() && day && amount && amount.amount > 0 && text.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('claims.file')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          file.mutate({
            path,
            body: {
              order_id: order.trim(),
              ordered_on: day,
              amount,
              text: text.trim(),
              ...(email.trim() ? { customer_email: email.trim() } : {}),
              ...(coupon.trim() ? { coupon_code: coupon.trim() } : {}),
            },
          });
        }}
      >
        <div className={styles.pair}>
          <TextInput
            label={t('claims.order')}
            value={order}
            maxLength={255}
            onChange={(e) => setOrder(e.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            type="date"
            label={t('claims.day')}
            value={day}
            onChange={(e) => setDay(e.currentTarget.value)}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            label={t('claims.paid', { currency })}
            inputMode="decimal"
            value={paid}
            onChange={(e) => setPaid(e.currentTarget.value)}
            error={paid && !amount ? t('claims.wrongAmount') : undefined}
          />
          <TextInput
            label={t('claims.coupon')}
            value={coupon}
            maxLength={64}
            onChange={(e) => setCoupon(e.currentTarget.value)}
          />
        </div>
        <TextInput
          type="email"
          label={t('claims.email')}
          description={t('claims.emailHint')}
          value={email}
          maxLength={254}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <Textarea
          label={t('claims.text')}
          description={t('claims.textHint')}
          value={text}
          rows={4}
          maxLength={2000}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <FormProblem problem={file.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={file.isPending} disabled={!ready}>
            {t('claims.send')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import type { PartnerDeal } from '../../api';
import { registerDealMutation, updateDealMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { findPartner, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { decimal, parseMoney } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Deals.module.css';

const texts = ['name', 'company', 'website', 'contact', 'email', 'text'] as const;
type Text = (typeof texts)[number];

/** Registers a sale that the partner works on, or changes what it says. */
export default function DealForm({ deal, onClose }: { deal?: PartnerDeal; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const session = useSession();
  const own = findPartner(session, path.partner, path.program).program?.currency ?? 'EUR';
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Record<Text, string>>({
    name: deal?.name ?? '',
    company: deal?.company ?? '',
    website: deal?.website ?? '',
    contact: deal?.contact ?? '',
    email: deal?.email ?? '',
    text: deal?.text ?? '',
  });
  const [currency, setCurrency] = useState<string>(deal?.value.currency ?? own);
  const [typed, setTyped] = useState(deal ? decimal(deal.value) : '');
  const value = parseMoney(typed, currency);
  const after = {
    onSuccess: () => {
      said(t(deal ? 'deals.changed' : 'deals.made'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const register = useMutation({ ...registerDealMutation(), ...after });
  const change = useMutation({ ...updateDealMutation(), ...after });
  const problem = register.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const field = (name: Text, required = false) => ({
    label: t(`deals.${name}`),
    value: draft[name],
    required,
    withAsterisk: false,
    error: wrong[name],
    onChange: (e: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value: text } = e.currentTarget;
      setDraft((before) => ({ ...before, [name]: text }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!value) return;
    const filled = Object.fromEntries(
      texts.flatMap((name) => (draft[name].trim() ? [[name, draft[name].trim()]] : [])),
    );
    const body = { ...filled, name: draft.name.trim(), company: draft.company.trim(), value };
    if (deal) change.mutate({ path: { ...path, deal: deal.id }, body: { ...body, version: deal.version } });
    else register.mutate({ path, body });
  };
  const currencies = [...new Set([own, currency, 'EUR', 'USD', 'GBP', 'CHF', 'JPY'])];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(deal ? 'deals.change' : 'deals.register')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          {...field('name', true)}
          description={t('deals.nameHint')}
          maxLength={120}
          data-autofocus
        />
        <div className={styles.pair}>
          <TextInput {...field('company', true)} maxLength={120} />
          <TextInput {...field('website')} placeholder="fernhill.io" maxLength={200} />
          <TextInput {...field('contact')} maxLength={120} />
          <TextInput {...field('email')} type="email" maxLength={254} />
          <TextInput
            label={t('deals.value')}
            inputMode="decimal"
            value={typed}
            required
            withAsterisk={false}
            error={typed && !value ? t('deals.noAmount') : wrong.value}
            onChange={(e) => setTyped(e.currentTarget.value)}
          />
          <NativeSelect
            label={t('deals.currency')}
            value={currency}
            data={currencies}
            onChange={(e) => setCurrency(e.currentTarget.value)}
          />
        </div>
        <Textarea {...field('text')} rows={4} maxLength={4000} />
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={register.isPending || change.isPending} disabled={!value}>
            {t(deal ? 'save' : 'deals.send')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import type { ManagerOffer, ManagerOfferInput } from '../../api';
import { createOfferMutation, createOfferVersionMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { startOfDay } from '../../kit/period';
import { said } from '../../kit/toast';
import styles from './OfferForm.module.css';
import { RulesFields } from './RulesFields';
import { draftOf, readReward } from './reward';
import { readRules, rulesDraft } from './rules';
import { usePlaces } from './usePlaces';

const Simulator = lazy(() => import('./Simulator'));

const actions = ['sale', 'recurring', 'lead', 'signup', 'click', 'referral'] as const;

/** Makes an offer, or the next version of one, from a day on. */
export function OfferForm({
  opened,
  offer,
  onClose,
}: {
  opened: boolean;
  offer?: ManagerOffer;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={offer ? t('offers.changeTitle', { name: offer.name }) : t('offers.create')}
      size={640}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...(offer ? { offer } : {})} onClose={onClose} />
    </Modal>
  );
}

function Form({ offer, onClose }: { offer?: ManagerOffer; onClose: () => void }) {
  const { t } = useTranslation();
  const { path, currency, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const before = offer?.versions[0];
  const [name, setName] = useState(offer?.name ?? '');
  const [action, setAction] = useState<ManagerOfferInput['action']>(before?.action ?? 'sale');
  const [recurring, setRecurring] = useState(before?.recurring ?? false);
  const [reward, setReward] = useState(draftOf(before?.reward));
  const [rules, setRules] = useState(() => rulesDraft(before ?? {}));
  const places = usePlaces();
  const [from, setFrom] = useState('');
  const [hold, setHold] = useState(before?.holdback_days === undefined ? '' : String(before.holdback_days));
  const after = {
    onSuccess: () => {
      said(t('offers.saved'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createOfferMutation(), ...after });
  const change = useMutation({ ...createOfferVersionMutation(), ...after });
  const choose = (next: typeof action) => {
    setAction(next);
    if (next === 'referral') setReward({ kind: 'flat', value: reward.kind === 'flat' ? reward.value : '' });
  };
  const read = readReward(reward, currency);
  const more = readRules(rules, currency);
  const draft: ManagerOfferInput | undefined = read &&
    more && {
      name,
      action,
      recurring: action === 'sale' && recurring,
      reward: read,
      ...more,
      ...(hold === '' ? {} : { holdback_days: Number(hold) }),
    };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!draft) return;
    const body = { ...draft, ...(from === '' ? {} : { effective_at: startOfDay(from, zone) }) };
    if (offer) change.mutate({ path: { ...path, offer: offer.id }, body });
    else create.mutate({ path, body });
  };
  const wrong =
    reward.value !== '' && !read
      ? t(reward.kind === 'percent' ? 'offers.wrongPercent' : 'offers.wrongAmount')
      : undefined;
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('offers.name')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        maxLength={80}
        required
        withAsterisk={false}
        data-autofocus
      />
      <NativeSelect
        label={t('offers.action')}
        value={action}
        onChange={(e) => choose(actions.find((one) => one === e.currentTarget.value) ?? 'sale')}
        data={actions.map((value) => ({
          value,
          label: value === 'recurring' ? t('action.renewal') : t(`action.${value}`),
        }))}
      />
      {action === 'sale' && (
        <Checkbox
          label={t('offers.recurring')}
          checked={recurring}
          onChange={(e) => setRecurring(e.currentTarget.checked)}
        />
      )}
      <div className={styles.reward}>
        <SegmentedControl
          aria-label={t('offers.reward')}
          value={reward.kind}
          disabled={action === 'referral'}
          onChange={(kind) => setReward({ kind: kind === 'flat' ? 'flat' : 'percent', value: '' })}
          data={[
            { value: 'percent', label: t('offers.percent') },
            { value: 'flat', label: t('offers.flat') },
          ]}
        />
        <TextInput
          label={reward.kind === 'percent' ? t('offers.percentOf') : t('offers.amountIn', { currency })}
          inputMode="decimal"
          value={reward.value}
          onChange={(e) => setReward({ ...reward, value: e.currentTarget.value })}
          error={wrong}
          required
          withAsterisk={false}
        />
      </div>
      <TextInput
        label={t('offers.holdback')}
        description={t('offers.holdbackHint')}
        type="number"
        min={0}
        max={365}
        value={hold}
        onChange={(e) => setHold(e.currentTarget.value)}
      />
      {offer && (
        <TextInput
          label={t('offers.effective')}
          description={t('offers.effectiveHint')}
          type="date"
          value={from}
          onChange={(e) => setFrom(e.currentTarget.value)}
        />
      )}
      <RulesFields
        rules={rules}
        renews={action === 'recurring' || (action === 'sale' && recurring)}
        places={places}
        onChange={setRules}
      />
      {draft && (
        <details className={styles.fold}>
          <summary>{t('offerRules.try')}</summary>
          <Suspense>
            <Simulator {...(offer ? { offer: offer.id } : {})} draft={draft} places={places} />
          </Suspense>
        </details>
      )}
      <FormProblem problem={create.error ?? change.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending} disabled={!draft}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  createCouponMutation,
  listOffersOptions,
  listPartnersOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { endOfDay, startOfDay } from '../../kit/period';
import { said } from '../../kit/toast';
import styles from './Coupons.module.css';
import { RewardField } from './RewardField';
import { draftOf, readReward } from './reward';

/** Gives a partner a code. */
export function CouponForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('coupons.create')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path, currency, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const partners = useQuery(listPartnersOptions({ path, query: { status: 'active', limit: 200 } }));
  const offers = useQuery(listOffersOptions({ path })).data?.data ?? [];
  const [code, setCode] = useState('');
  const [partner, setPartner] = useState('');
  const [offer, setOffer] = useState('');
  const [reward, setReward] = useState(draftOf(undefined));
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const create = useMutation({
    ...createCouponMutation(),
    onSuccess: () => {
      said(t('coupons.made'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const wrong = create.error ? fieldErrors(create.error) : {};
  const read = readReward(reward, currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read) return;
    create.mutate({
      path,
      body: {
        code: code.trim(),
        partner_id: partner,
        ...(offer ? { offer_id: offer } : {}),
        ...(reward.kind === 'offer' ? {} : { reward: read }),
        ...(from ? { from: startOfDay(from, zone) } : {}),
        ...(until ? { until: endOfDay(until, zone) } : {}),
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('coupons.code')}
        description={t('coupons.codeHint')}
        value={code}
        onChange={(e) => setCode(e.currentTarget.value.toUpperCase())}
        maxLength={64}
        required
        withAsterisk={false}
        data-autofocus
        error={wrong.code}
      />
      <NativeSelect
        label={t('coupons.partner')}
        value={partner}
        onChange={(e) => setPartner(e.currentTarget.value)}
        data={[
          { value: '', label: t('coupons.pick') },
          ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <RewardField value={reward} onChange={setReward} />
      <NativeSelect
        label={t('coupons.offer')}
        value={offer}
        onChange={(e) => setOffer(e.currentTarget.value)}
        data={[
          { value: '', label: t('coupons.anyOffer') },
          ...offers
            .filter((one) => one.status === 'published')
            .map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('coupons.from')}
          type="date"
          value={from}
          onChange={(e) => setFrom(e.currentTarget.value)}
        />
        <TextInput
          label={t('coupons.until')}
          type="date"
          value={until}
          onChange={(e) => setUntil(e.currentTarget.value)}
          error={wrong.until}
        />
      </div>
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : create.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending} disabled={!read || !partner || !code.trim()}>
          {t('coupons.create')}
        </Button>
      </div>
    </form>
  );
}

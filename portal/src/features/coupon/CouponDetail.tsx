import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ticket } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ManagerCoupon } from '../../api';
import { updateCouponMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { date } from '../../kit/format';
import { Locked, May } from '../../kit/May';
import { endOfDay, today } from '../../kit/period';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Coupons.module.css';
import { RewardField } from './RewardField';
import { draftOf, payText, readReward } from './reward';

/** One code: whose it is, what it pays, and whether it earns. */
export function CouponDetail({ coupon, loading }: { coupon: ManagerCoupon | undefined; loading: boolean }) {
  const { t } = useTranslation();
  if (coupon) return <Found key={coupon.version} coupon={coupon} />;
  return loading ? (
    <DetailSkeleton />
  ) : (
    <Empty icon={Ticket} title={t('missing.title')} text={t('missing.text')} />
  );
}

function Found({ coupon }: { coupon: ManagerCoupon }) {
  const { t } = useTranslation();
  const { path, zone, currency } = useManagerPlace();
  const queryClient = useQueryClient();
  const [reward, setReward] = useState(draftOf(coupon.reward));
  const before = coupon.until ? today(zone, new Date(Date.parse(coupon.until) - 1)) : '';
  const [until, setUntil] = useState(before);
  const update = useMutation({
    ...updateCouponMutation(),
    onSuccess: () => {
      said(t('coupons.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const read = readReward(reward, currency);
  const at = { path: { ...path, code: coupon.code } };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read) return;
    update.mutate({
      ...at,
      body: {
        version: coupon.version,
        reward: read,
        ...(until !== before && until ? { until: endOfDay(until, zone) } : {}),
      },
    });
  };
  return (
    <>
      <CopyField value={coupon.code} label={t('coupons.code')} />
      <May to="manage">
        <Switch
          checked={coupon.status === 'active'}
          disabled={update.isPending}
          onChange={(e) =>
            update.mutate({ ...at, body: { version: coupon.version, active: e.currentTarget.checked } })
          }
          label={t('coupons.works')}
          description={t('coupons.worksHint')}
        />
      </May>
      <Facts
        facts={[
          { label: t('coupons.partner'), value: coupon.partner.name },
          { label: t('coupons.pays'), value: payText(coupon, t) },
          {
            label: t('coupons.from'),
            value: coupon.from && date(coupon.from, zone),
            show: Boolean(coupon.from),
          },
          { label: t('coupons.created'), value: date(coupon.created_at, zone) },
        ]}
      />
      <p className={styles.hint}>{t('coupons.bound')}</p>
      <Locked to="manage">
        <form className={styles.form} onSubmit={submit}>
          <RewardField value={reward} onChange={setReward} />
          <TextInput
            label={t('coupons.until')}
            type="date"
            value={until}
            onChange={(e) => setUntil(e.currentTarget.value)}
          />
          <FormProblem problem={update.error} />
          <div className={styles.foot}>
            <Button type="submit" loading={update.isPending} disabled={!read}>
              {t('save')}
            </Button>
          </div>
        </form>
      </Locked>
    </>
  );
}

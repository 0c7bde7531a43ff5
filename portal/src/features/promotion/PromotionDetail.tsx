import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { ManagerPromotion } from '../../api';
import { cancelPromotionMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { dateTime } from '../../kit/format';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { failed, said } from '../../kit/toast';
import { PromotionForm } from './PromotionForm';
import styles from './Promotions.module.css';
import { SalePill } from './SalePill';
import { spanText } from './span';

/** One sale: what partners read of it, and what can still be done. */
export function PromotionDetail({ sale, loading }: { sale: ManagerPromotion | undefined; loading: boolean }) {
  const { t } = useTranslation();
  if (sale) return <Found sale={sale} />;
  return loading ? (
    <DetailSkeleton />
  ) : (
    <Empty icon={Megaphone} title={t('missing.title')} text={t('missing.text')} />
  );
}

function Found({ sale }: { sale: ManagerPromotion }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'cancel'>();
  const close = () => setAsking(undefined);
  const cancel = useMutation({
    ...cancelPromotionMutation(),
    onSuccess: () => {
      close();
      said(t('promotions.nowCancelled'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <>
      <Sum pill={<SalePill status={sale.status} />} amount={sale.name} under={spanText(sale, zone)} />
      {(sale.status === 'scheduled' || sale.status === 'live') && (
        <May to="manage">
          <div className={styles.acts}>
            <Button onClick={() => setAsking('change')}>{t('promotions.change')}</Button>
            <Button variant="default" onClick={() => setAsking('cancel')}>
              {t('promotions.cancel')}
            </Button>
          </div>
        </May>
      )}
      {sale.text && <p className={styles.text}>{sale.text}</p>}
      <Facts
        facts={[
          { label: t('promotions.from'), value: dateTime(sale.starts_at, zone) },
          { label: t('promotions.until'), value: dateTime(sale.ends_at, zone) },
          {
            label: t('promotions.code'),
            value: <CopyText value={sale.coupon_hint} />,
            show: sale.coupon_hint !== '',
          },
          { label: t('promotions.page'), value: <span className={styles.page}>{sale.destination}</span> },
          { label: t('promotions.created'), value: dateTime(sale.created_at, zone) },
        ]}
      />
      <PromotionForm key={sale.version} opened={asking === 'change'} sale={sale} onClose={close} />
      <ReasonDialog
        opened={asking === 'cancel'}
        title={t('promotions.cancelTitle', { name: sale.name })}
        text={t('promotions.cancelText')}
        confirm={t('promotions.cancel')}
        danger
        busy={cancel.isPending}
        onClose={close}
        onConfirm={() => cancel.mutate({ path: { ...path, promotion: sale.id } })}
      />
    </>
  );
}

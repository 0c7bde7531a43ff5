import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerOffer } from '../../api';
import { retireOfferMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { rewardText } from '../../kit/reward';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { termsText } from '../../kit/terms';
import { failed, said } from '../../kit/toast';
import { Budgets } from './Budgets';
import { OfferForm } from './OfferForm';
import styles from './OfferForm.module.css';
import { OfferPill } from './OfferPill';
import { actionText } from './reward';
import { usePlaces } from './usePlaces';
import { Versions } from './Versions';

const Simulator = lazy(() => import('./Simulator'));

/** One offer with all its versions; changing it makes the next one. */
export default function OfferDetail({
  offer,
  loading,
}: {
  offer: ManagerOffer | undefined;
  loading: boolean;
}) {
  const { t } = useTranslation();
  if (offer) return <Found offer={offer} />;
  return loading ? (
    <DetailSkeleton />
  ) : (
    <Empty icon={Tag} title={t('missing.title')} text={t('missing.text')} />
  );
}

function Found({ offer }: { offer: ManagerOffer }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'retire'>();
  const shown = offer.current ?? offer.versions[0];
  const places = usePlaces();
  const terms = shown ? termsText(shown, t, places.name) : [];
  const retire = useMutation({
    ...retireOfferMutation(),
    onSuccess: () => {
      setAsking(undefined);
      said(t('offers.nowRetired'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <>
      <Sum
        pill={<OfferPill offer={offer} />}
        amount={shown ? rewardText(shown.reward) : offer.name}
        under={offer.name}
      />
      {offer.status === 'published' && (
        <May to="manage">
          <div className={styles.acts}>
            <Button onClick={() => setAsking('change')}>{t('offers.change')}</Button>
            <Button variant="default" onClick={() => setAsking('retire')}>
              {t('offers.retire')}
            </Button>
          </div>
        </May>
      )}
      <Facts
        facts={[
          { label: t('offers.action'), value: actionText(shown, t) },
          {
            label: t('offers.holdback'),
            value: t('overview.holdback', { count: shown?.holdback_days ?? 0 }),
            show: shown?.holdback_days !== undefined,
          },
          { label: t('commissions.id'), value: <CopyText value={offer.id} /> },
        ]}
      />
      <Budgets offer={offer} />
      {terms.length > 0 && (
        <ul className={styles.terms} aria-label={t('offerRules.terms')}>
          {terms.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {shown && (
        <details className={styles.fold}>
          <summary>{t('offerRules.try')}</summary>
          <Suspense>
            <Simulator offer={offer.id} places={places} />
          </Suspense>
        </details>
      )}
      <Versions offer={offer} name={places.name} />
      <OfferForm opened={asking === 'change'} offer={offer} onClose={() => setAsking(undefined)} />
      <ReasonDialog
        opened={asking === 'retire'}
        title={t('offers.retireTitle', { name: offer.name })}
        text={t('offers.retireText')}
        confirm={t('offers.retire')}
        danger
        busy={retire.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => retire.mutate({ path: { ...path, offer: offer.id } })}
      />
    </>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { PartnerDeal, PartnerDealStage } from '../../api';
import {
  closeDealMutation,
  getDealOptions,
  getDealQueryKey,
  getDealStagesOptions,
  loseDealMutation,
  moveDealMutation,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { DealFacts } from './DealFacts';
import styles from './Deals.module.css';

const DealForm = lazy(() => import('./DealForm'));

/** One deal of the partner's: to move on, to close, to give up. */
export function DealDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const found = useQuery(getDealOptions({ path: { ...path, deal: id } }));
  const stages = useQuery(getDealStagesOptions({ path })).data?.stages ?? [];
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(deal) => (
        <DealFacts
          deal={deal}
          stages={stages}
          zone={zone}
          history={deal.history.map((step) => ({ ...step, by: t(`deals.by.${step.from}`) }))}
        >
          <Acts deal={deal} stages={stages} />
        </DealFacts>
      )}
    </Loaded>
  );
}

function Acts({ deal, stages }: { deal: PartnerDeal; stages: readonly PartnerDealStage[] }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const place = { path: { ...path, deal: deal.id } };
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'edit' | 'won' | 'lost'>();
  const close = () => setAsked(undefined);
  const onSuccess = (after: PartnerDeal) => {
    queryClient.setQueryData(getDealQueryKey(place), after);
    void queryClient.invalidateQueries();
    close();
  };
  const move = useMutation({ ...moveDealMutation(), onSuccess });
  const won = useMutation({ ...closeDealMutation(), onSuccess });
  const lost = useMutation({ ...loseDealMutation(), onSuccess });
  if (!['registered', 'open', 'closing'].includes(deal.status)) return null;
  const reachable = stages.filter((one) => !one.by_program || one.id === deal.stage);
  return (
    <>
      {deal.status === 'open' && (
        <NativeSelect
          label={t('deals.moveTo')}
          value={deal.stage}
          disabled={move.isPending}
          data={reachable.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(e) => move.mutate({ ...place, body: { stage: e.currentTarget.value } })}
        />
      )}
      <div className={styles.acts}>
        {deal.status === 'open' && <Button onClick={() => setAsked('won')}>{t('deals.markWon')}</Button>}
        {deal.status !== 'closing' && (
          <Button variant="default" onClick={() => setAsked('edit')}>
            {t('deals.change')}
          </Button>
        )}
        <Button variant="default" onClick={() => setAsked('lost')}>
          {t('deals.giveUp')}
        </Button>
      </div>
      <FormProblem problem={move.error ?? won.error ?? lost.error} />
      <Suspense>{asked === 'edit' && <DealForm deal={deal} onClose={close} />}</Suspense>
      <ReasonDialog
        opened={asked === 'won'}
        title={t('deals.markWon')}
        text={t('deals.wonText')}
        confirm={t('deals.markWon')}
        busy={won.isPending}
        onClose={close}
        onConfirm={() => won.mutate(place)}
      />
      <ReasonDialog
        opened={asked === 'lost'}
        title={t('deals.giveUp')}
        text={t('deals.lostText')}
        confirm={t('deals.giveUp')}
        danger
        reason={t('deals.reason')}
        busy={lost.isPending}
        onClose={close}
        onConfirm={(reason) => lost.mutate({ ...place, body: { reason } })}
      />
    </>
  );
}

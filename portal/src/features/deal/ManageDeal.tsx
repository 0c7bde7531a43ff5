import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ManagerDeal, ManagerDealStage } from '../../api';
import {
  acceptDealMutation,
  confirmDealMutation,
  loseProgramDealMutation,
  manageDealOptions,
  manageDealQueryKey,
  moveProgramDealMutation,
  rejectDealMutation,
  renewDealMutation,
  returnDealMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { useMay } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { ConfirmDialog } from './ConfirmDialog';
import { DealFacts } from './DealFacts';
import styles from './Deals.module.css';

/** One deal as the program sees it: to accept, to move on, to confirm. */
export function ManageDeal({ id, stages }: { id: string; stages: readonly ManagerDealStage[] }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const may = useMay('manage');
  const found = useQuery(manageDealOptions({ path: { ...path, deal: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(deal) => (
        <DealFacts
          deal={deal}
          stages={stages}
          zone={zone}
          history={deal.history.map((step) => ({ ...step, by: step.name ?? t('deals.by.program') }))}
          partner={
            <Link to="/m/$program/partners" params={path} search={{ id: deal.partner.id }}>
              {deal.partner.name}
            </Link>
          }
        >
          {deal.rivals.length > 0 && (
            <p className={styles.warn} role="note">
              {t('deals.rivals', {
                partners: deal.rivals
                  .map((one) =>
                    one.holds ? t('deals.holds', { partner: one.partner.name }) : one.partner.name,
                  )
                  .join(', '),
              })}
            </p>
          )}
          {may && <Acts deal={deal} stages={stages} />}
        </DealFacts>
      )}
    </Loaded>
  );
}

function Acts({ deal, stages }: { deal: ManagerDeal; stages: readonly ManagerDealStage[] }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const place = { path: { ...path, deal: deal.id } };
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'reject' | 'return' | 'lost' | 'confirm'>();
  const close = () => setAsked(undefined);
  const onSuccess = (after: ManagerDeal) => {
    queryClient.setQueryData(manageDealQueryKey(place), after);
    void queryClient.invalidateQueries();
    close();
  };
  const accept = useMutation({ ...acceptDealMutation(), onSuccess });
  const renew = useMutation({ ...renewDealMutation(), onSuccess });
  const reject = useMutation({ ...rejectDealMutation(), onSuccess });
  const back = useMutation({ ...returnDealMutation(), onSuccess });
  const lost = useMutation({ ...loseProgramDealMutation(), onSuccess });
  const move = useMutation({ ...moveProgramDealMutation(), onSuccess });
  const confirm = useMutation({ ...confirmDealMutation(), onSuccess });
  const { status } = deal;
  const problem = [accept, renew, reject, back, lost, move].map((one) => one.error).find(Boolean) ?? null;
  const live = status === 'open' || status === 'closing' || status === 'expired';
  return (
    <>
      {status === 'open' && (
        <NativeSelect
          label={t('deals.moveTo')}
          value={deal.stage}
          disabled={move.isPending}
          data={stages.map((one) => ({ value: one.id ?? '', label: one.name }))}
          onChange={(e) => move.mutate({ ...place, body: { stage: e.currentTarget.value } })}
        />
      )}
      <div className={styles.acts}>
        {status === 'registered' && (
          <>
            <Button loading={accept.isPending} onClick={() => accept.mutate({ ...place, body: {} })}>
              {t('deals.accept')}
            </Button>
            <Button variant="default" onClick={() => setAsked('reject')}>
              {t('deals.reject')}
            </Button>
          </>
        )}
        {live && <Button onClick={() => setAsked('confirm')}>{t('deals.confirm')}</Button>}
        {status === 'closing' && (
          <Button variant="default" onClick={() => setAsked('return')}>
            {t('deals.return')}
          </Button>
        )}
        {(status === 'open' || status === 'expired') && (
          <Button
            variant="default"
            loading={renew.isPending}
            onClick={() => renew.mutate({ ...place, body: {} })}
          >
            {t('deals.renew')}
          </Button>
        )}
        {live && (
          <Button variant="default" onClick={() => setAsked('lost')}>
            {t('deals.markLost')}
          </Button>
        )}
      </div>
      <FormProblem problem={problem} />
      <ConfirmDialog
        opened={asked === 'confirm'}
        deal={deal}
        busy={confirm.isPending}
        problem={confirm.error}
        onClose={close}
        onConfirm={(value) => confirm.mutate({ ...place, body: { value } })}
      />
      {(
        [
          ['reject', t('deals.rejectText'), t('deals.reject'), reject],
          ['return', t('deals.returnText'), t('deals.return'), back],
          ['lost', t('deals.lostManager'), t('deals.markLost'), lost],
        ] as const
      ).map(([what, text, label, act]) => (
        <ReasonDialog
          key={what}
          opened={asked === what}
          title={label}
          text={text}
          confirm={label}
          danger
          reason={t('deals.reason')}
          busy={act.isPending}
          onClose={close}
          onConfirm={(reason) => act.mutate({ ...place, body: { reason } })}
        />
      ))}
    </>
  );
}

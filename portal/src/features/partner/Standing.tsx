import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerPartner } from '../../api';
import {
  banPartnerMutation,
  deactivatePartnerMutation,
  declineUnpaidMutation,
  resumePartnerMutation,
  suspendPartnerMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import styles from './Partners.module.css';

type Act = 'suspend' | 'deactivate' | 'ban' | 'decline';

/** What may be asked of a partner in each state; taking back is beside. */
const acts: Record<ManagerPartner['status'], Act[]> = {
  in_review: [],
  rejected: [],
  active: ['suspend', 'deactivate', 'ban'],
  suspended: ['deactivate', 'ban'],
  left: ['ban'],
  banned: ['decline'],
};

/** Suspends, lets go or bans a partner after saying what that does, or takes them back. */
export function Standing({ id, status }: { id: string; status: ManagerPartner['status'] }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Act>();
  const [opened, setOpened] = useState(false);
  const [declining, setDeclining] = useState(false);
  const target = { ...path, partner: id };
  const suspend = useMutation(suspendPartnerMutation());
  const deactivate = useMutation(deactivatePartnerMutation());
  const ban = useMutation(banPartnerMutation());
  const decline = useMutation(declineUnpaidMutation());
  const resume = useMutation(resumePartnerMutation());

  const declineAll = async (reason: string) => {
    let cursor: string | undefined;
    do {
      const answer = await decline.mutateAsync({
        path: target,
        body: { reason, ...(cursor ? { cursor } : {}) },
      });
      cursor = answer.next;
    } while (cursor);
  };
  const act = async (what: Act | 'resume', reason = '') => {
    if (what === 'suspend') await suspend.mutateAsync({ path: target, body: { reason } });
    if (what === 'deactivate') await deactivate.mutateAsync({ path: target, body: { reason } });
    if (what === 'ban') await ban.mutateAsync({ path: target, body: { reason } });
    if (what === 'resume') await resume.mutateAsync({ path: target });
    if (what === 'decline' || (what === 'ban' && declining)) await declineAll(reason);
  };
  const doing = (what: Act | 'resume', reason?: string) =>
    act(what, reason)
      .then(() => said(t(`partners.did.${what}`)), failed)
      .finally(() => {
        setOpened(false);
        void queryClient.invalidateQueries();
      });
  const busy = [suspend, deactivate, ban, decline].some((one) => one.isPending);
  const offered = acts[status];
  if (status === 'in_review' || status === 'rejected') return null;
  return (
    <div className={styles.acts}>
      {status !== 'active' && (
        <Button variant="default" loading={resume.isPending} onClick={() => void doing('resume')}>
          {t('partners.reinstate')}
        </Button>
      )}
      {offered.map((one) => (
        <Button
          key={one}
          variant="default"
          onClick={() => {
            setAsking(one);
            setDeclining(false);
            setOpened(true);
          }}
        >
          {t(`partners.act.${one}`)}
        </Button>
      ))}
      {asking && (
        <ReasonDialog
          opened={opened}
          title={t(`partners.ask.${asking}`)}
          text={t(`partners.effect.${asking}`)}
          reason={t('applications.reason')}
          confirm={t(`partners.act.${asking}`)}
          danger
          busy={busy}
          onClose={() => setOpened(false)}
          onConfirm={(reason) => void doing(asking, reason)}
        >
          {asking === 'ban' && (
            <Checkbox
              label={t('partners.declineToo')}
              description={t('partners.declineTooHint')}
              checked={declining}
              onChange={(e) => setDeclining(e.currentTarget.checked)}
            />
          )}
        </ReasonDialog>
      )}
    </div>
  );
}

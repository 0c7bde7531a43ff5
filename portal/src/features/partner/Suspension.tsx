import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerPartner } from '../../api';
import { resumePartnerMutation, suspendPartnerMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import styles from './Partners.module.css';

/** Suspends a partner with a reason, or takes them back. */
export function Suspension({ id, status }: { id: string; status: ManagerPartner['status'] }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const after = (text: string) => ({
    onSuccess: () => {
      setAsking(false);
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const suspend = useMutation({ ...suspendPartnerMutation(), ...after(t('partners.suspended')) });
  const reinstate = useMutation({ ...resumePartnerMutation(), ...after(t('partners.reinstated')) });
  const target = { ...path, partner: id };
  if (status === 'suspended') {
    return (
      <div className={styles.acts}>
        <Button
          variant="default"
          loading={reinstate.isPending}
          onClick={() => reinstate.mutate({ path: target })}
        >
          {t('partners.reinstate')}
        </Button>
      </div>
    );
  }
  if (status !== 'active') return null;
  return (
    <div className={styles.acts}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('partners.suspend')}
      </Button>
      <ReasonDialog
        opened={asking}
        title={t('partners.suspendTitle')}
        text={t('partners.suspendText')}
        reason={t('applications.reason')}
        confirm={t('partners.suspend')}
        danger
        busy={suspend.isPending}
        onClose={() => setAsking(false)}
        onConfirm={(reason) => suspend.mutate({ path: target, body: { reason } })}
      />
    </div>
  );
}

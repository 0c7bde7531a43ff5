import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerKey, PartnerNewKey } from '../../api';
import { rotateOwnKeyMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Keys.module.css';

type Props = {
  replaced: PartnerKey | undefined;
  onClose: () => void;
  onMade: (made: PartnerNewKey) => void;
};

/** Replaces a key by a new one, with the old one working along for a while. */
export function ReplaceKey({ replaced, onClose, onMade }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={replaced !== undefined}
      onClose={onClose}
      title={t('ownKeys.replaceTitle', { name: replaced?.name ?? '' })}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {replaced && <Form key={replaced.id} replaced={replaced} onClose={onClose} onMade={onMade} />}
    </Modal>
  );
}

function Form({ replaced, onClose, onMade }: Props & { replaced: PartnerKey }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [hours, setHours] = useState('24');
  const rotate = useMutation({
    ...rotateOwnKeyMutation(),
    onSuccess: (made) => {
      onMade(made);
      said(t('ownKeys.replaced'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <div className={styles.form}>
      <p className={styles.plain}>{t('ownKeys.replaceText')}</p>
      <SegmentedControl
        aria-label={t('ownKeys.overlap')}
        value={hours}
        onChange={setHours}
        data={(['0', '24', '168'] as const).map((value) => ({ value, label: t(`ownKeys.overlap_${value}`) }))}
      />
      <FormProblem problem={rotate.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          loading={rotate.isPending}
          onClick={() =>
            rotate.mutate({ path: { ...path, key: replaced.id }, body: { overlap_hours: Number(hours) } })
          }
        >
          {t('ownKeys.replace')}
        </Button>
      </div>
    </div>
  );
}

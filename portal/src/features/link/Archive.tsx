import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerLinkDetail } from '../../api';
import { updateLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';
import styles from './Links.module.css';

/** Puts a link away for good, after asking. */
export function Archive({ link }: { link: PartnerLinkDetail }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const archive = useMutation({
    ...updateLinkMutation(),
    onSuccess: () => {
      void queryClient.invalidateQueries();
      said(t('links.nowArchived'));
      setAsking(false);
    },
    onError: failed,
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('links.archive')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('links.archiveTitle')}
        size={420}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={styles.form}>
          <p className={styles.hint}>{t('links.archiveText')}</p>
          <div className={styles.foot}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
            <Button
              color="red"
              loading={archive.isPending}
              onClick={() => archive.mutate({ path: { ...path, link: link.id }, body: { archived: true } })}
            >
              {t('links.archive')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerAgreementDetail } from '../../api';
import { assignAgreementMutation, listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Agreement.module.css';

type Props = { agreement: ManagerAgreementDetail; opened: boolean; onClose: () => void };

/** Whose partners sign an agreement. */
export function GroupsForm({ agreement, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [groups, setGroups] = useState([...agreement.groups]);
  const known = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const assign = useMutation({
    ...assignAgreementMutation(),
    onSuccess: () => {
      said(t('agreements.turned'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('agreements.for')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          assign.mutate({ path: { ...path, agreement: agreement.id }, body: { groups } });
        }}
      >
        <Checkbox.Group description={t('agreements.forHint')} value={groups} onChange={setGroups}>
          <div className={styles.stack}>
            {known.map((group) => (
              <Checkbox key={group.id} value={group.id} label={group.name} />
            ))}
          </div>
        </Checkbox.Group>
        {assign.error && <FormProblem problem={assign.error} />}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={assign.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

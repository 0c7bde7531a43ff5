import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerMember } from '../../api';
import { updateMemberMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Role, RoleChoice } from './RoleChoice';
import styles from './Team.module.css';

/** Makes a member an admin or a user. */
export function RoleForm({ member, onClose }: { member: PartnerMember | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={member !== undefined}
      onClose={onClose}
      title={t('team.roleTitle', { name: member?.name ?? '' })}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {member && <Form key={member.id} member={member} onClose={onClose} />}
    </Modal>
  );
}

function Form({ member, onClose }: { member: PartnerMember; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>(member.role);
  const change = useMutation({
    ...updateMemberMutation(),
    onSuccess: () => {
      said(t('team.changed'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ path: { ...path, member: member.id }, body: { role } });
      }}
    >
      <RoleChoice value={role} onChange={setRole} />
      <FormProblem problem={change.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={change.isPending} disabled={role === member.role}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

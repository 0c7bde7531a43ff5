import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerStaffMember } from '../../api';
import { updateStaffMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Role, Roles } from './Roles';
import styles from './Staff.module.css';

/** Gives somebody another role. */
export function StaffRole({
  member,
  onClose,
}: {
  member: ManagerStaffMember | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={member !== undefined}
      onClose={onClose}
      title={t('staff.roleTitle', { name: member?.name ?? '' })}
      size={460}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {member && <Form key={member.id} member={member} onClose={onClose} />}
    </Modal>
  );
}

function Form({ member, onClose }: { member: ManagerStaffMember; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>(member.role);
  const change = useMutation({
    ...updateStaffMutation(),
    onSuccess: () => {
      said(t('staff.changed'));
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
      <Roles value={role} onChange={setRole} />
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

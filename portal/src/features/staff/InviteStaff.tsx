import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inviteStaffMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Role, Roles } from './Roles';
import styles from './Staff.module.css';

/** Asks somebody by e-mail to run the program. */
export function InviteStaff({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('staff.inviteTitle')}
      size={460}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const invite = useMutation({
    ...inviteStaffMutation(),
    onSuccess: () => {
      said(t('staff.sent', { email }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const refused = invite.error ? fieldErrors(invite.error).email : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate({ path, body: { email, role } });
      }}
    >
      <TextInput
        label={t('staff.email')}
        description={t('staff.inviteHint')}
        type="email"
        value={email}
        onChange={(e) => setEmail(e.currentTarget.value)}
        maxLength={254}
        error={refused}
        data-autofocus
      />
      <Roles value={role} onChange={setRole} />
      {!refused && <FormProblem problem={invite.error} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending} disabled={email.trim() === ''}>
          {t('staff.send')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inviteMemberMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Role, RoleChoice } from './RoleChoice';
import styles from './Team.module.css';

/** Asks somebody in by e-mail. */
export function InviteForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('team.inviteTitle')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('user');
  const invite = useMutation({
    ...inviteMemberMutation(),
    onSuccess: () => {
      said(t('team.sent', { email }));
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
        label={t('team.email')}
        description={t('team.inviteHint')}
        type="email"
        value={email}
        onChange={(e) => setEmail(e.currentTarget.value)}
        maxLength={254}
        required
        withAsterisk={false}
        error={refused}
        data-autofocus
      />
      <RoleChoice value={role} onChange={setRole} />
      {!refused && <FormProblem problem={invite.error} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending} disabled={email.trim() === ''}>
          {t('team.send')}
        </Button>
      </div>
    </form>
  );
}

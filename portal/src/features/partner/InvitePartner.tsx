import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { invitePartnerMutation, listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Partners.module.css';

/** Lets somebody in who has not applied; they get a mail with the way in. */
export function InvitePartner({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [group, setGroup] = useState('');
  const [message, setMessage] = useState('');
  const groups = (useQuery({ ...listGroupsOptions({ path }), enabled: opened }).data?.groups ?? []).filter(
    (one) => !one.archived,
  );
  const invite = useMutation({
    ...invitePartnerMutation(),
    onSuccess: () => {
      said(t('partners.invited', { name }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({
      path,
      body: { name, email, ...(group ? { group } : {}), ...(message ? { message } : {}) },
    });
  };
  const forget = () => {
    setName('');
    setEmail('');
    setGroup('');
    setMessage('');
    invite.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('partners.invite')}
      size={420}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={forget}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('partners.inviteText')}</p>
        <TextInput
          label={t('apply.name')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={t('auth.email')}
          type="email"
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
          required
          withAsterisk={false}
        />
        {groups.length > 0 && (
          <NativeSelect
            label={t('groups.group')}
            value={group}
            onChange={(e) => setGroup(e.currentTarget.value)}
            data={[
              { value: '', label: t('partners.firstGroup') },
              ...groups.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        )}
        <Textarea
          label={t('partners.message')}
          description={t('partners.messageHint')}
          value={message}
          rows={3}
          maxLength={1000}
          onChange={(e) => setMessage(e.currentTarget.value)}
        />
        <FormProblem problem={invite.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('partners.invite')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PartnerNewKey } from '../../api';
import { createOwnKeyMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { startOfDay } from '../../kit/period';
import styles from './Keys.module.css';

const scopes = [
  'reports:read',
  'links:read',
  'links:write',
  'commissions:read',
  'customers:read',
  'payouts:read',
] as const;
type Props = { opened: boolean; onClose: () => void; onMade: (made: PartnerNewKey) => void };

/** Makes a key with what it may do. */
export function OwnKeyForm({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('ownKeys.make')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function Form({ onClose, onMade }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const { path, admin } = usePartnerPlace();
  const queryClient = useQueryClient();
  const offered = scopes.filter((one) => admin || one !== 'payouts:read');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['reports:read']);
  const [until, setUntil] = useState('');
  const create = useMutation({
    ...createOwnKeyMutation(),
    onSuccess: (made) => {
      onMade(made);
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    create.mutate({
      path,
      body: {
        name,
        scopes: offered.filter((one) => chosen.includes(one)),
        ...(until === '' ? {} : { expires_at: startOfDay(until, zone) }),
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('ownKeys.name')}
        description={t('ownKeys.nameHint')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        maxLength={60}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Checkbox.Group label={t('ownKeys.may')} value={chosen} onChange={setChosen}>
        <div className={styles.scopes}>
          {offered.map((one) => (
            <Checkbox key={one} value={one} label={t(`ownScope.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label={t('ownKeys.ends')}
        description={t('ownKeys.endsHint')}
        type="date"
        value={until}
        onChange={(e) => setUntil(e.currentTarget.value)}
      />
      <FormProblem problem={create.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || chosen.length === 0}>
          {t('ownKeys.make')}
        </Button>
      </div>
    </form>
  );
}

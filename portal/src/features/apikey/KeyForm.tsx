import { Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerNewApiKey } from '../../api';
import { createApiKeyMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { startOfDay } from '../../kit/period';
import styles from './Keys.module.css';

const scopes = ['conversions:write', 'orders:write', 'clicks:write'] as const;

/** Makes a key: a secret one with what it may do, or one for the shop's pages. */
export function KeyForm({
  opened,
  onClose,
  onMade,
}: {
  opened: boolean;
  onClose: () => void;
  onMade: (made: ManagerNewApiKey) => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.make')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function Form({ onClose, onMade }: { onClose: () => void; onMade: (made: ManagerNewApiKey) => void }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'secret' | 'publishable'>('secret');
  const [chosen, setChosen] = useState<string[]>(['conversions:write']);
  const [until, setUntil] = useState('');
  const create = useMutation({
    ...createApiKeyMutation(),
    onSuccess: (made) => {
      onMade(made);
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({
      path,
      body: {
        name,
        kind,
        ...(kind === 'secret' ? { scopes: scopes.filter((one) => chosen.includes(one)) } : {}),
        ...(until === '' ? {} : { expires_at: startOfDay(until, zone) }),
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <SegmentedControl
        aria-label={t('keys.kind')}
        value={kind}
        onChange={(value) => setKind(value === 'publishable' ? 'publishable' : 'secret')}
        data={[
          { value: 'secret', label: t('keys.secret') },
          { value: 'publishable', label: t('keys.publishable') },
        ]}
      />
      <TextInput
        label={t('keys.name')}
        description={t(kind === 'secret' ? 'keys.secretHint' : 'keys.publishableHint')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        maxLength={60}
        required
        withAsterisk={false}
        data-autofocus
      />
      {kind === 'secret' && (
        <Checkbox.Group label={t('keys.may')} value={chosen} onChange={setChosen}>
          <div className={styles.scopes}>
            {scopes.map((one) => (
              <Checkbox key={one} value={one} label={t(`scope.${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput
        label={t('keys.ends')}
        description={t('keys.endsHint')}
        type="date"
        value={until}
        onChange={(e) => setUntil(e.currentTarget.value)}
      />
      <FormProblem problem={create.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          loading={create.isPending}
          disabled={name.trim() === '' || (kind === 'secret' && chosen.length === 0)}
        >
          {t('keys.make')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerGroup } from '../../api';
import { createGroupMutation, updateGroupMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Groups.module.css';

type Props = { group?: ManagerGroup | undefined; onClose: () => void };

/** Adds a group, or changes one. */
export function GroupForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.group ? t('groups.changeGroup') : t('groups.addGroup')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ group, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState(group?.name ?? '');
  const [text, setText] = useState(group?.text ?? '');
  const [first, setFirst] = useState(false);
  const [archived, setArchived] = useState(group?.archived ?? false);
  const after = {
    onSuccess: () => {
      said(t('groups.groupKept'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createGroupMutation(), ...after });
  const change = useMutation({ ...updateGroupMutation(), ...after });
  const problem = create.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), text: text.trim(), ...(first ? { ordinal: 1 } : {}) };
    if (group)
      change.mutate({
        path: { ...path, group: group.id },
        body: { ...body, archived, version: group.version },
      });
    else create.mutate({ path, body });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('groups.name')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        maxLength={60}
        required
        withAsterisk={false}
        data-autofocus
        error={wrong.name}
      />
      <Textarea
        label={t('groups.text')}
        description={t('groups.textHint')}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        maxLength={500}
        rows={2}
        error={wrong.text}
      />
      <Switch label={t('groups.first')} checked={first} onChange={(e) => setFirst(e.currentTarget.checked)} />
      {group && (
        <Switch
          label={t('groups.archive')}
          description={t('groups.archiveHint')}
          checked={archived}
          onChange={(e) => setArchived(e.currentTarget.checked)}
        />
      )}
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrors, type Problem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import dialog from '../../kit/Dialog.module.css';
import { FormProblem } from '../../kit/FormProblem';

type Props = {
  title: string;
  confirm: string;
  name?: string;
  problem: Problem | null;
  busy: boolean;
  onClose: () => void;
  onName: (name: string) => void;
};

/** Asks what somebody calls a passkey. */
export function NameDialog({ title, confirm, name: before = '', problem, busy, onClose, onName }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(before);
  const wrong = problem ? fieldErrors(problem) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onName(name);
  };
  return (
    <Modal opened onClose={onClose} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={dialog.form} onSubmit={submit}>
        <TextInput
          label={t('security.name')}
          placeholder={t('security.namePlaceholder')}
          maxLength={60}
          data-autofocus
          required
          withAsterisk={false}
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {!wrong.name && <FormProblem problem={problem} />}
        <div className={dialog.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

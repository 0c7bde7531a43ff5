import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../../api';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import styles from './Keys.module.css';

/** What is asked of any new key. */
export type KeyDraft<S extends string> = { name: string; scopes: S[]; until: string };

type Props<S extends string> = {
  opened: boolean;
  onClose: () => void;
  texts: { make: string; name: string; nameHint: string; may: string; ends: string; endsHint: string };
  /** What a key may be let do; nothing for one that may always do the same. */
  scopes: { value: S; label: string }[];
  chosen: S;
  busy: boolean;
  problem: Problem | null;
  onSubmit: (draft: KeyDraft<S>) => void;
  children?: ReactNode;
};

/** The dialog in which a key is made: its name, what it may do, when it ends. */
export function KeyFields<S extends string>(props: Props<S>) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.texts.make}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Fields {...props} />
    </Modal>
  );
}

function Fields<S extends string>(props: Props<S>) {
  const { onClose, texts, scopes, chosen, busy, problem, onSubmit, children } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState({ name: '', scopes: [chosen] as string[], until: '' });
  const picked = scopes.map((one) => one.value).filter((one) => draft.scopes.includes(one));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ ...draft, scopes: picked });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        value={draft.name}
        onChange={(e) => setDraft({ ...draft, name: e.currentTarget.value })}
        maxLength={60}
        required
        withAsterisk={false}
        data-autofocus
      />
      {scopes.length > 0 && (
        <Checkbox.Group
          label={texts.may}
          value={draft.scopes}
          onChange={(next) => setDraft({ ...draft, scopes: next })}
        >
          <div className={styles.scopes}>
            {scopes.map((one) => (
              <Checkbox key={one.value} value={one.value} label={one.label} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput
        label={texts.ends}
        description={texts.endsHint}
        type="date"
        value={draft.until}
        onChange={(e) => setDraft({ ...draft, until: e.currentTarget.value })}
      />
      <FormProblem problem={problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          loading={busy}
          disabled={draft.name.trim() === '' || (scopes.length > 0 && picked.length === 0)}
        >
          {texts.make}
        </Button>
      </div>
    </form>
  );
}

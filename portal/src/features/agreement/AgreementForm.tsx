import { Button, Checkbox, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerAgreementDetail } from '../../api';
import {
  createAgreementMutation,
  listGroupsOptions,
  writeAgreementMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Agreement.module.css';

type Props = { agreement?: ManagerAgreementDetail; text?: string; onClose: () => void };

/** Writes a new agreement, or the draft of the next version of one. */
export function AgreementForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t(props.agreement ? 'agreements.write' : 'agreements.create')}
      size={720}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ agreement, text = '', onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const from = agreement?.draft ?? agreement;
  const [words, setWords] = useState({
    title: from?.title ?? '',
    text: agreement?.draft?.text ?? text,
    signers: from?.signers ?? ('everybody' as const),
  });
  const [groups, setGroups] = useState<string[]>([]);
  const known = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const after = {
    onSuccess: () => {
      said(t('agreements.kept'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createAgreementMutation(), ...after });
  const write = useMutation({ ...writeAgreementMutation(), ...after });
  const problem = create.error ?? write.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (agreement) write.mutate({ path: { ...path, agreement: agreement.id }, body: words });
    else create.mutate({ path, body: { ...words, groups } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('agreement.title')}
        value={words.title}
        error={wrong.title}
        maxLength={120}
        data-autofocus
        onChange={(e) => setWords({ ...words, title: e.currentTarget.value })}
      />
      <Textarea
        label={t('agreements.text')}
        description={t('agreements.textHint')}
        value={words.text}
        error={wrong.text}
        rows={14}
        maxLength={60000}
        onChange={(e) => setWords({ ...words, text: e.currentTarget.value })}
      />
      <Radio.Group
        label={t('agreements.signers')}
        value={words.signers}
        onChange={(value) => setWords({ ...words, signers: value as typeof words.signers })}
      >
        <div className={styles.stack}>
          <Radio value="everybody" label={t('agreements.who.everybody')} />
          <Radio value="organisation" label={t('agreements.who.organisation')} />
        </div>
      </Radio.Group>
      {!agreement && known.length > 1 && (
        <Checkbox.Group
          label={t('agreements.for')}
          description={t('agreements.forHint')}
          value={groups}
          onChange={setGroups}
        >
          <div className={styles.stack}>
            {known.map((group) => (
              <Checkbox key={group.id} value={group.id} label={group.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {problem && Object.keys(wrong).length === 0 && <FormProblem problem={problem} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          loading={create.isPending || write.isPending}
          disabled={!words.title.trim() || !words.text.trim()}
        >
          {t('agreements.keep')}
        </Button>
      </div>
    </form>
  );
}

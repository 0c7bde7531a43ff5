import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  deleteGroupApplicationFormMutation,
  putApplicationFormMutation,
  putGroupApplicationFormMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { May } from '../../kit/May';
import { failed, said } from '../../kit/toast';
import styles from './Applications.module.css';
import { again } from './again';
import { type FormDraft, formOf } from './formDraft';
import { QuestionEditor } from './QuestionEditor';

const reapply = ['0', '7', '30', '90', '180', '365', '-1'] as const;

/** Edits one form: what is asked, what is required, and what becomes of an application. */
export function ApplicationFormEditor({ draft: first }: { draft: FormDraft }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(first);
  const after = {
    onSuccess: () => {
      said(t('applyForms.saved'));
      void queryClient.invalidateQueries();
    },
  };
  const own = useMutation({ ...putApplicationFormMutation(), ...after });
  const groups = useMutation({ ...putGroupApplicationFormMutation(), ...after });
  const drop = useMutation({ ...deleteGroupApplicationFormMutation(), ...after, onError: failed });
  const save = draft.group === undefined ? own : groups;
  const wrong = save.error ? fieldErrors(save.error) : {};
  const set = (change: Partial<FormDraft>) => setDraft({ ...draft, ...change });
  const group = { ...path, group: draft.group ?? '' };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.group === undefined) own.mutate({ path, body: formOf(draft) });
    else groups.mutate({ path: group, body: formOf(draft) });
  };
  return (
    <form className={styles.editor} onSubmit={submit}>
      <Card title={t('applyForms.questions')}>
        <div className={styles.fields}>
          <p className={styles.hint}>{t('applyForms.alwaysAsked')}</p>
          <QuestionEditor
            questions={draft.questions}
            wrong={wrong}
            onChange={(questions) => set({ questions })}
          />
        </div>
      </Card>
      <Card title={t('applyForms.requirements')}>
        <div className={styles.fields}>
          <TextInput
            label={t('applyForms.allowed')}
            description={t('applyForms.countriesHint')}
            value={draft.allowed}
            error={wrong['requirements.allowed']}
            onChange={(e) => set({ allowed: e.currentTarget.value })}
          />
          <TextInput
            label={t('applyForms.denied')}
            value={draft.denied}
            error={wrong['requirements.denied']}
            onChange={(e) => set({ denied: e.currentTarget.value })}
          />
          <TextInput
            label={t('applyForms.mails')}
            description={t('applyForms.mailsHint')}
            value={draft.mails}
            error={wrong['requirements.mails']}
            onChange={(e) => set({ mails: e.currentTarget.value })}
          />
          <NativeSelect
            label={t('applyForms.unmet')}
            value={draft.reject ? 'reject' : 'review'}
            data={(['review', 'reject'] as const).map((value) => ({
              value,
              label: t(`applyForms.unmets.${value}`),
            }))}
            onChange={(e) => set({ reject: e.currentTarget.value === 'reject' })}
          />
          {draft.reject && (
            <Textarea
              label={t('applications.reason')}
              value={draft.reason}
              error={wrong['requirements.reason']}
              maxLength={500}
              onChange={(e) => set({ reason: e.currentTarget.value })}
            />
          )}
        </div>
      </Card>
      <Card title={t('applyForms.decision')}>
        <div className={styles.fields}>
          <NativeSelect
            label={t('applyForms.met')}
            value={draft.met}
            data={(['program', 'approve', 'review'] as const).map((value) => ({
              value,
              label: t(`applyForms.mets.${value}`),
            }))}
            onChange={(e) => set({ met: e.currentTarget.value as FormDraft['met'] })}
          />
          <NativeSelect
            label={t('applyForms.reapply')}
            value={draft.reapply}
            data={[...new Set([...reapply, draft.reapply])].map((value) => ({
              value,
              label: again(value, t),
            }))}
            onChange={(e) => set({ reapply: e.currentTarget.value })}
          />
          {draft.group !== undefined && (
            <Checkbox
              label={t('applyForms.open')}
              checked={draft.open}
              onChange={(e) => set({ open: e.currentTarget.checked })}
            />
          )}
        </div>
      </Card>
      <FormProblem problem={save.error} />
      <May to="manage">
        <div className={styles.acts}>
          {draft.group !== undefined && draft.version > 0 && (
            <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate({ path: group })}>
              {t('applyForms.drop')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </May>
    </form>
  );
}

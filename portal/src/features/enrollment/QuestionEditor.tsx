import { ActionIcon, Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from '../../i18n';
import styles from './Applications.module.css';
import { type FormDraft, moved } from './formDraft';

const kinds = ['text', 'long_text', 'choice', 'checkbox', 'country', 'link'] as const;

/** The questions of a form: added, worded, ordered and taken away. */
export function QuestionEditor({
  questions,
  wrong,
  onChange,
}: {
  questions: FormDraft['questions'];
  wrong: Record<string, string>;
  onChange: (questions: FormDraft['questions']) => void;
}) {
  const { t } = useTranslation();
  const edit = (at: number, change: Partial<FormDraft['questions'][number]>) =>
    onChange(questions.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const fault = (at: number, name: string) => wrong[`questions[${at}].${name}`];
  return (
    <>
      <ol className={styles.questions} aria-label={t('applyForms.questions')}>
        {questions.map((one, at) => (
          <li key={one.key} className={styles.question}>
            <TextInput
              label={t('applyForms.label', { count: at + 1 })}
              value={one.label}
              error={fault(at, 'label')}
              maxLength={200}
              onChange={(e) => edit(at, { label: e.currentTarget.value })}
            />
            <NativeSelect
              label={t('applyForms.kind')}
              value={one.kind}
              data={kinds.map((value) => ({ value, label: t(`applyForms.kinds.${value}`) }))}
              onChange={(e) => edit(at, { kind: e.currentTarget.value as (typeof kinds)[number] })}
            />
            {one.kind === 'choice' && (
              <Textarea
                label={t('applyForms.choices')}
                description={t('applyForms.choicesHint')}
                rows={3}
                value={(one.choices ?? []).join('\n')}
                error={fault(at, 'choices')}
                onChange={(e) => edit(at, { choices: e.currentTarget.value.split('\n') })}
              />
            )}
            <TextInput
              label={t('applyForms.hint')}
              value={one.hint ?? ''}
              error={fault(at, 'hint')}
              maxLength={300}
              onChange={(e) => edit(at, { hint: e.currentTarget.value })}
            />
            <div className={styles.bar}>
              <Checkbox
                label={t('applyForms.required')}
                checked={one.required ?? false}
                onChange={(e) => edit(at, { required: e.currentTarget.checked })}
              />
              <span className={styles.tools}>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('applyForms.up', { count: at + 1 })}
                  disabled={at === 0}
                  onClick={() => onChange(moved(questions, at, -1))}
                >
                  <ArrowUp size={16} aria-hidden="true" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('applyForms.down', { count: at + 1 })}
                  disabled={at === questions.length - 1}
                  onClick={() => onChange(moved(questions, at, 1))}
                >
                  <ArrowDown size={16} aria-hidden="true" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('applyForms.remove', { count: at + 1 })}
                  onClick={() => onChange(questions.filter((_, i) => i !== at))}
                >
                  <Trash2 size={16} aria-hidden="true" />
                </ActionIcon>
              </span>
            </div>
          </li>
        ))}
      </ol>
      {questions.length < 15 && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<Plus size={16} aria-hidden="true" />}
            onClick={() =>
              onChange([...questions, { key: `new-${Date.now()}`, kind: 'text', label: '', required: false }])
            }
          >
            {t('applyForms.add')}
          </Button>
        </div>
      )}
    </>
  );
}

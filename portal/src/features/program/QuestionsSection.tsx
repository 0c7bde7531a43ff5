import { Button, CloseButton, Textarea, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerQuestion, ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

type Row = ManagerQuestion & { id: string };

const rowOf = (question: ManagerQuestion): Row => ({ id: crypto.randomUUID(), ...question });

/** The program's own entries of the help, and where it answers by mail. */
export function QuestionsSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [support, setSupport] = useState(settings.portal.support);
  const [rows, setRows] = useState(() => settings.portal.questions.map(rowOf));
  const change = (row: Row) => setRows(rows.map((one) => (one.id === row.id ? row : one)));
  return (
    <Section
      title={t('portalSettings.help')}
      text={t('portalSettings.helpText')}
      busy={busy}
      problem={problem}
      ready={rows.every((row) => row.question.trim() !== '' && row.answer.trim() !== '')}
      onSave={() =>
        save({ portal: { support: support.trim(), questions: rows.map(({ id: _, ...one }) => one) } })
      }
    >
      <TextInput
        label={t('portalSettings.support')}
        description={t('portalSettings.supportText')}
        type="email"
        value={support}
        error={wrong.support}
        onChange={(e) => setSupport(e.currentTarget.value)}
      />
      {rows.map((row, i) => (
        <fieldset key={row.id} className={styles.template}>
          <legend>
            {t('portalSettings.entry', { number: i + 1 })}
            <CloseButton
              size="sm"
              aria-label={t('portalSettings.removeEntry', { number: i + 1 })}
              onClick={() => setRows(rows.filter((one) => one.id !== row.id))}
            />
          </legend>
          <TextInput
            label={t('portalSettings.question')}
            value={row.question}
            maxLength={200}
            onChange={(e) => change({ ...row, question: e.currentTarget.value })}
          />
          <Textarea
            label={t('portalSettings.answer')}
            value={row.answer}
            maxLength={4000}
            rows={3}
            onChange={(e) => change({ ...row, answer: e.currentTarget.value })}
          />
        </fieldset>
      ))}
      <div className={styles.acts}>
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => setRows([...rows, rowOf({ question: '', answer: '' })])}
        >
          {t('portalSettings.addEntry')}
        </Button>
      </div>
    </Section>
  );
}

import { Button, CloseButton, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerSettings, ManagerUtmTemplate } from '../../api';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

const fields = ['source', 'medium', 'campaign', 'term', 'content'] as const;

type Row = Required<ManagerUtmTemplate> & { id: string };

const rowOf = (template: ManagerUtmTemplate): Row => ({
  id: crypto.randomUUID(),
  source: '',
  medium: '',
  campaign: '',
  term: '',
  content: '',
  ...template,
});

/** Marketing parameters that partners pick when they make a link. */
export function UtmSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [rows, setRows] = useState(() => settings.links.utm_templates.map(rowOf));
  const change = (row: Row) => setRows(rows.map((one) => (one.id === row.id ? row : one)));
  return (
    <Section
      title={t('linkSettings.utm')}
      text={t('linkSettings.utmText')}
      busy={busy}
      problem={problem}
      ready={rows.every((row) => row.name.trim() !== '')}
      onSave={() => save({ links: { utm_templates: rows.map(({ id: _, ...template }) => template) } })}
    >
      {wrong.utm_templates && <p role="alert">{wrong.utm_templates}</p>}
      {rows.map((row, i) => (
        <fieldset key={row.id} className={styles.template}>
          <legend>
            {t('linkSettings.template', { number: i + 1 })}
            <CloseButton
              size="sm"
              aria-label={t('linkSettings.removeTemplate', { number: i + 1 })}
              onClick={() => setRows(rows.filter((one) => one.id !== row.id))}
            />
          </legend>
          <TextInput
            label={t('linkSettings.templateName')}
            value={row.name}
            maxLength={60}
            onChange={(e) => change({ ...row, name: e.currentTarget.value })}
          />
          <div className={styles.pair}>
            {fields.map((field) => (
              <TextInput
                key={field}
                label={`utm_${field}`}
                value={row[field]}
                maxLength={100}
                onChange={(e) => change({ ...row, [field]: e.currentTarget.value })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className={styles.acts}>
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => setRows([...rows, rowOf({ name: '' })])}
        >
          {t('linkSettings.addTemplate')}
        </Button>
      </div>
    </Section>
  );
}

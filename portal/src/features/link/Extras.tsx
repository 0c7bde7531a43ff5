import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import type { Draft } from './draft';
import styles from './Links.module.css';

const utmFields = ['source', 'medium', 'campaign', 'term', 'content'] as const;

/** The optional parts of a link: its short name, sub-ids and UTM parameters, folded until asked for. */
export function Extras({
  draft,
  onChange,
  wrong,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  wrong: Record<string, string>;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const sub = (at: number, value: string) =>
    onChange({
      ...draft,
      subs: draft.subs.map((old, i) => (i === at ? value : old)) as unknown as Draft['subs'],
    });
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('links.fewer') : t('links.further')}
      </button>
      {open && (
        <>
          <TextInput
            label={t('links.key')}
            description={t('links.keyHint')}
            maxLength={64}
            value={draft.key}
            onChange={(e) => onChange({ ...draft, key: e.currentTarget.value })}
            error={wrong.key}
          />
          <fieldset className={styles.group}>
            <legend>{t('links.subs')}</legend>
            <p className={styles.hint}>{t('links.subsHint')}</p>
            <div className={styles.pair}>
              {draft.subs.map((value, i) => (
                <TextInput
                  // biome-ignore lint/suspicious/noArrayIndexKey: the five sub-ids are their positions.
                  key={i}
                  label={`sub${i + 1}`}
                  maxLength={100}
                  value={value}
                  onChange={(e) => sub(i, e.currentTarget.value)}
                  error={wrong[`sub${i + 1}`]}
                />
              ))}
            </div>
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('links.utm')}</legend>
            <div className={styles.pair}>
              {utmFields.map((field) => (
                <TextInput
                  key={field}
                  label={`utm_${field}`}
                  maxLength={200}
                  value={draft.utm[field]}
                  onChange={(e) =>
                    onChange({ ...draft, utm: { ...draft.utm, [field]: e.currentTarget.value } })
                  }
                  error={wrong[`utm.${field}`]}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
    </>
  );
}

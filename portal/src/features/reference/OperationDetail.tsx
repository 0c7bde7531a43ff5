import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n';
import { useCopy } from '../../kit/useCopy';
import { bodyOf, curl, type Document, type Field, fields, limits, type Operation } from './document';
import styles from './Reference.module.css';

/** One operation; what it takes and answers is worked out once somebody opens it. */
export function OperationDetail({ doc, one }: { doc: Document; one: Operation }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.method} data-method={one.method}>
          {one.method}
        </span>
        <code className={styles.path}>{one.path}</code>
        <span className={styles.summary}>{one.summary}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && <Body doc={doc} one={one} />}
      </div>
    </li>
  );
}

function Body({ doc, one }: { doc: Document; one: Operation }) {
  const { t } = useTranslation();
  const [copied, copy] = useCopy();
  const call = curl(window.location.origin, one);
  const taken = bodyOf(one.requestBody?.content);
  const parameters: Field[] = (one.parameters ?? []).map((p) => ({
    name: p.name,
    type: `${[p.schema?.type ?? 'string'].flat().join(' | ')}, ${p.in}`,
    required: p.required ?? false,
    text: [p.description, limits(p.schema ?? {})].filter(Boolean).join(' · '),
    depth: 0,
  }));
  const answers = Object.entries(one.responses ?? {});
  const good = answers.find(([status]) => status.startsWith('2'));
  const answered = bodyOf(good?.[1].content);
  return (
    <div className={styles.body}>
      {one.description && <p className={styles.text}>{one.description}</p>}
      <p className={styles.text}>
        {one.scopes
          ? t('reference.key', { scopes: one.scopes.join(', ') || '–' })
          : t(one.open ? 'reference.open' : 'reference.session')}
      </p>
      <div className={styles.call}>
        <pre>{call}</pre>
        <Button size="compact-sm" variant="default" onClick={() => copy(call)}>
          {t(copied ? 'copy.done' : 'copy.do')}
        </Button>
      </div>
      <Fields title={t('reference.parameters')} rows={parameters} />
      <Fields title={t('reference.takes')} rows={taken ? fields(doc, taken.schema) : []} />
      <Fields
        title={t('reference.answers', { status: good?.[0] ?? '' })}
        rows={fields(doc, answered?.schema)}
      />
      <p className={styles.text}>
        {t('reference.otherwise', {
          statuses: answers
            .map(([status]) => status)
            .filter((status) => !status.startsWith('2'))
            .join(', '),
        })}
      </p>
    </div>
  );
}

function Fields({ title, rows }: { title: string; rows: readonly Field[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.fields}>
        {rows.map((row) => (
          <div key={`${row.name} ${row.type}`} className={styles.field} data-depth={row.depth || undefined}>
            <dt>
              <code>{row.name}</code>
              <span className={styles.type}>
                {row.type}
                {row.required && ` · ${t('reference.required')}`}
              </span>
            </dt>
            <dd>{row.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

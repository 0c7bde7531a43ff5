import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { dateTime } from '../../kit/format';
import styles from './Help.module.css';

export type Said = { by: string; own: boolean; text: string; at: string };

/** What was written so far, and a field to write back. */
export function Talk({
  messages,
  zone,
  label,
  busy,
  problem,
  onSend,
  children,
}: {
  messages: readonly Said[];
  zone: string;
  label: string;
  busy: boolean;
  problem: Problem | null;
  onSend: (text: string) => Promise<unknown>;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <div className={styles.talk}>
      <ol className={styles.words} aria-label={t('questions.messages')}>
        {messages.map((one) => (
          <li key={one.at + one.by} className={styles.said} data-own={one.own || undefined}>
            <p className={styles.by}>
              <span>{one.by}</span>
              <time dateTime={one.at}>{dateTime(one.at, zone)}</time>
            </p>
            <p className={styles.text}>{one.text}</p>
          </li>
        ))}
      </ol>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void onSend(text.trim()).then(
            () => setText(''),
            () => undefined,
          );
        }}
      >
        <Textarea
          label={label}
          value={text}
          rows={4}
          maxLength={4000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FormProblem problem={problem} />
        <div className={styles.foot}>
          {children}
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            {t('questions.send')}
          </Button>
        </div>
      </form>
    </div>
  );
}

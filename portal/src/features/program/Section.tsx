import { Button } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '../../api';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Locked, type Right, useMay } from '../../kit/May';
import styles from './Settings.module.css';

type Props = {
  title: string;
  text: string;
  children: ReactNode;
  onSave?: () => void;
  busy?: boolean;
  problem?: Problem | null;
  ready?: boolean;
  /** Who may change it. */
  to?: Right;
  /** What other pages lead to it by. */
  id?: string;
};

/** A part of the settings with a button of its own. */
export function Section({
  title,
  text,
  children,
  onSave,
  busy = false,
  problem = null,
  ready = true,
  to = 'own',
  id,
}: Props) {
  const { t } = useTranslation();
  const may = useMay(to);
  const part = useRef<HTMLElement>(null);
  const asked = useLocation({ select: ({ hash }) => id !== undefined && hash === id });
  useEffect(() => {
    if (asked) part.current?.scrollIntoView();
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave?.();
  };
  return (
    <section ref={part} id={id} className={styles.section} aria-label={title}>
      <div className={styles.about}>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <form className={styles.form} onSubmit={submit}>
        <Locked to={to}>{children}</Locked>
        <FormProblem problem={problem} />
        {onSave && may && (
          <Button type="submit" className={styles.save} loading={busy} disabled={!ready}>
            {t('save')}
          </Button>
        )}
      </form>
    </section>
  );
}

import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
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
}: Props) {
  const { t } = useTranslation();
  const may = useMay(to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave?.();
  };
  return (
    <section className={styles.section} aria-label={title}>
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

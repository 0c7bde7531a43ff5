import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { ManagerSetupStep } from '../../api';
import { useTranslation } from '../../i18n';
import styles from './Setup.module.css';

/** One step of the checklist: its mark, what it is for, and, when it is open, what to fill in. */
export function Step({
  step,
  open,
  onToggle,
  children,
}: {
  step: ManagerSetupStep;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const body = useId();
  return (
    <li className={styles.step} data-done={step.done || undefined} data-step={step.key}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={body}
        onClick={onToggle}
      >
        <span className={styles.mark}>
          {step.done && <Check size={12} strokeWidth={3} aria-label={t('setup.done')} />}
        </span>
        <span>
          <span className={styles.name}>
            {t(`setup.${step.key}`)}
            {step.optional && <span className={styles.optional}>{t('launch.optional')}</span>}
          </span>
          <span className={styles.why}>{t(`setupWhy.${step.key}`)}</span>
        </span>
        <ChevronDown size={16} aria-hidden="true" className={styles.arrow} />
      </button>
      <div id={body} className={styles.body} hidden={!open}>
        {open && children}
      </div>
    </li>
  );
}

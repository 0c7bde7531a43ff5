import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { getSetupOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import styles from './SetupCard.module.css';

/** What is left until the program is live; gone when all is done. `publish` makes it live. */
export default function SetupCard({ publish }: { publish: ReactNode }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const setup = useQuery(getSetupOptions({ path }));
  if (!setup.data || setup.data.complete) return null;
  const { steps, apply_url, status } = setup.data;
  const done = steps.filter((step) => step.done).length;
  return (
    <section className={styles.card} aria-label={t('setup.title')}>
      <div className={styles.head}>
        <div>
          <h2>{t('setup.title')}</h2>
          <p>{t('setup.text', { done, all: steps.length })}</p>
        </div>
        <span className={styles.acts}>
          <Button
            variant={status === 'draft' ? 'default' : 'filled'}
            renderRoot={(props) => <Link to="/m/$program/setup" params={path} {...props} />}
          >
            {t('setup.all')}
          </Button>
          {status === 'draft' && publish}
        </span>
      </div>
      <div className={styles.track} aria-hidden="true">
        <span style={{ width: `${(done / Math.max(1, steps.length)) * 100}%` }} />
      </div>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.key}>
            <Link
              to="/m/$program/setup"
              params={path}
              className={styles.step}
              data-done={step.done || undefined}
            >
              <span className={styles.mark}>
                {step.done && <Check size={12} strokeWidth={3} aria-label={t('setup.done')} />}
              </span>
              <span>
                <span className={styles.name}>{t(`setup.${step.key}`)}</span>
                <span className={styles.why}>{t(`setupWhy.${step.key}`)}</span>
              </span>
              {!step.done && <ChevronRight size={16} aria-hidden="true" />}
            </Link>
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <span>{t('setup.applyPage')}</span>
        <CopyField value={apply_url} label={t('setup.applyPage')} />
      </div>
    </section>
  );
}

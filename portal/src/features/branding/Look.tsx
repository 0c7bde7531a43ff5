import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { brandVariables, contrastOnWhite } from '../../app/brand';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { Locked, May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import styles from './Branding.module.css';
import type { FormProps } from './draft';
import { useBrand } from './useBrand';

const readable = /^#[0-9a-f]{6}$/i;

/** Name, colour and initials; the colour is held against white, which stands on it. */
export function Look({ settings, draft, change }: FormProps) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useBrand(settings);
  const good = readable.test(draft.color);
  const filled = brandVariables(draft.color)['--brand-6'] ?? draft.color;
  const ratio = good ? contrastOnWhite(draft.color) : 0;
  const enough = ratio >= 4.5;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, color, initial } = draft;
    save({ name, brand: { color: color.toLowerCase(), initial } });
  };
  return (
    <Card title={t('branding.look')}>
      <form className={styles.form} onSubmit={submit}>
        <Locked to="own">
          <TextInput
            label={t('branding.name')}
            value={draft.name}
            onChange={(e) => change({ name: e.currentTarget.value })}
            maxLength={120}
            required
            withAsterisk={false}
            error={wrong.name}
          />
          <div className={styles.pair}>
            <div className={styles.color}>
              <input
                type="color"
                className={styles.swatch}
                value={good ? draft.color : '#000000'}
                onChange={(e) => change({ color: e.target.value })}
                aria-label={t('branding.pick')}
              />
              <TextInput
                label={t('branding.color')}
                value={draft.color}
                onChange={(e) => change({ color: e.currentTarget.value })}
                maxLength={7}
                error={good ? wrong['brand.color'] : t('branding.badColor')}
              />
            </div>
            <TextInput
              label={t('branding.initial')}
              value={draft.initial}
              onChange={(e) => change({ initial: e.currentTarget.value })}
              maxLength={2}
              error={wrong['brand.initial']}
            />
          </div>
          {good && (
            <p className={styles.contrast}>
              <Pill tone={enough ? 'good' : 'warn'}>
                {t('branding.contrast', { ratio: ratio.toFixed(1) })}
              </Pill>{' '}
              {enough ? t('branding.contrastGood') : t('branding.contrastLow', { color: filled })}
            </p>
          )}
        </Locked>
        <FormProblem problem={problem} />
        <May to="own">
          <Button type="submit" className={styles.save} loading={busy} disabled={!good}>
            {t('save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}

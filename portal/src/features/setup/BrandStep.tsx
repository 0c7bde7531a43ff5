import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ManagerSettings } from '../../api';
import { brandVariables } from '../../app/brand';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Mark } from '../../shell/Mark';
import styles from './Setup.module.css';
import { useSave } from './useSave';

const readable = /^#[0-9a-f]{6}$/i;

/** The program's colour, darkened where white text could not be read on it. */
export function BrandStep({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { save, busy, problem, wrong } = useSave(settings);
  const [color, setColor] = useState(settings.brand.color);
  const good = readable.test(color);
  const filled = brandVariables(color)['--brand-6'] ?? color;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ brand: { color: color.toLowerCase() } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.color}>
        <input
          type="color"
          className={styles.swatch}
          value={good ? color : '#000000'}
          onChange={(e) => setColor(e.target.value)}
          aria-label={t('settings.pick')}
        />
        <TextInput
          label={t('settings.color')}
          value={color}
          onChange={(e) => setColor(e.currentTarget.value)}
          maxLength={7}
          error={good ? wrong['brand.color'] : t('settings.badColor')}
        />
      </div>
      <div className={styles.preview}>
        <Mark brand={{ ...settings.brand, color }} size={32} />
        <strong>{settings.name}</strong>
        <span className={styles.button} style={{ background: filled }}>
          {t('auth.enter')}
        </span>
        <span className={styles.text}>
          {good && filled !== color.toLowerCase()
            ? t('settings.darkened', { color: filled })
            : t('launch.contrast')}
        </span>
      </div>
      <FormProblem problem={problem} />
      <div className={styles.acts}>
        <Button type="submit" loading={busy} disabled={!good}>
          {t('save')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/m/$program/branding" params={path} {...props} />}
        >
          {t('launch.logo')}
        </Button>
      </div>
    </form>
  );
}

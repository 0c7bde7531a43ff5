import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { brandVariables } from '../../app/brand';
import { useTranslation } from '../../i18n';
import { Mark } from '../../shell/Mark';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

const readable = /^#[0-9a-f]{6}$/i;

/** The program's name, colour and mark, as its partners see them before sign-in already. */
export function BrandSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [name, setName] = useState(settings.name);
  const [color, setColor] = useState(settings.brand.color);
  const [initial, setInitial] = useState(settings.brand.initial);
  const [logo, setLogo] = useState(settings.brand.logo_url ?? '');
  const good = readable.test(color);
  const filled = brandVariables(color)['--brand-6'];
  return (
    <Section
      title={t('settings.look')}
      text={t('settings.lookText')}
      busy={busy}
      problem={problem}
      ready={good}
      onSave={() => save({ name, brand: { color: color.toLowerCase(), initial, logo_url: logo } })}
    >
      <TextInput
        label={t('settings.name')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
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
        <TextInput
          label={t('settings.initial')}
          value={initial}
          onChange={(e) => setInitial(e.currentTarget.value)}
          maxLength={2}
          error={wrong['brand.initial']}
        />
      </div>
      <TextInput
        label={t('settings.logo')}
        description={t('settings.logoHint')}
        value={logo}
        onChange={(e) => setLogo(e.currentTarget.value)}
        maxLength={200}
        error={wrong['brand.logo_url']}
      />
      <div className={styles.preview}>
        <Mark brand={{ color, initial, logo_url: logo || undefined }} size={32} />
        <strong>{name}</strong>
        <span className={styles.button} style={{ background: filled }}>
          {t('auth.enter')}
        </span>
        {good && filled !== color.toLowerCase() && (
          <span className={styles.hint}>{t('settings.darkened', { color: filled })}</span>
        )}
      </div>
    </Section>
  );
}

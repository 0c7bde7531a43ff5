import { NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import { useSettings } from './useSettings';

const switches = [
  { feature: 'links', text: 'links', under: false },
  { feature: 'custom_links', text: 'custom', under: true },
  { feature: 'deep_links', text: 'deep', under: true },
  { feature: 'coupons', text: 'coupons', under: false },
  { feature: 'leads', text: 'leads', under: false },
  { feature: 'deals', text: 'deals', under: false },
  { feature: 'claims', text: 'claims', under: false },
] as const;

const privacies = ['standard', 'consent', 'cookieless'] as const;

/** Which of links and codes partners have, and what is kept of their visitors. */
export function LinksSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem } = useSettings(settings);
  const [on, setOn] = useState(settings.links.features);
  const [privacy, setPrivacy] = useState(settings.links.privacy);
  return (
    <Section
      title={t('linkSettings.features')}
      text={t('linkSettings.featuresText')}
      busy={busy}
      problem={problem}
      onSave={() => save({ links: { features: on, privacy } })}
    >
      {switches.map(({ feature, text, under }) => (
        <Switch
          key={feature}
          label={t(`linkSettings.${text}`)}
          description={t(`linkSettings.${text}Hint`)}
          checked={on[feature] && (!under || on.links)}
          disabled={under && !on.links}
          onChange={(e) => setOn({ ...on, [feature]: e.currentTarget.checked })}
        />
      ))}
      <NativeSelect
        label={t('linkSettings.privacy')}
        value={privacy}
        onChange={(e) => setPrivacy(privacies.find((one) => one === e.currentTarget.value) ?? 'standard')}
        data={privacies.map((value) => ({ value, label: t(`linkSettings.privacies.${value}`) }))}
      />
    </Section>
  );
}

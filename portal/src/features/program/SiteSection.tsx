import { Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { Section } from './Section';
import { useSettings } from './useSettings';

const lines = (text: string) => [...new Set(text.split(/[\s,]+/).filter((line) => line !== ''))];

/** Where links may lead, and who is let in. */
export function SiteSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [website, setWebsite] = useState(settings.website);
  const [hosts, setHosts] = useState(settings.allowed_hosts.join('\n'));
  const [open, setOpen] = useState(settings.auto_approve);
  return (
    <Section
      title={t('settings.site')}
      text={t('settings.siteText')}
      busy={busy}
      problem={problem}
      ready={lines(hosts).length > 0}
      onSave={() => save({ website, allowed_hosts: lines(hosts), auto_approve: open })}
    >
      <TextInput
        label={t('settings.website')}
        type="url"
        value={website}
        onChange={(e) => setWebsite(e.currentTarget.value)}
        maxLength={500}
        required
        withAsterisk={false}
        error={wrong.website}
      />
      <Textarea
        label={t('settings.hosts')}
        description={t('settings.hostsHint')}
        rows={3}
        value={hosts}
        onChange={(e) => setHosts(e.currentTarget.value)}
        classNames={{ input: 'mono' }}
        error={wrong.allowed_hosts}
      />
      <Switch
        label={t('settings.autoApprove')}
        description={t('settings.autoApproveHint')}
        checked={open}
        onChange={(e) => setOpen(e.currentTarget.checked)}
      />
      <CopyField value={settings.apply_url} label={t('setup.applyPage')} />
    </Section>
  );
}

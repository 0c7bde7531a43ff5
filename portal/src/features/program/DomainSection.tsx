import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

const lines = (text: string) => [...new Set(text.split(/\s+/).filter((line) => line !== ''))];

/** The domain on which links are shown, and the app stores to which they may lead. */
export function DomainSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const { links } = settings;
  const [host, setHost] = useState(links.tracking_host ?? '');
  const [listings, setListings] = useState(links.app_listings.join('\n'));
  return (
    <Section
      title={t('linkSettings.domain')}
      text={t('linkSettings.domainText')}
      busy={busy}
      problem={problem}
      onSave={() =>
        save({ links: { tracking_host: host.trim().toLowerCase(), app_listings: lines(listings) } })
      }
    >
      <TextInput
        label={t('linkSettings.host')}
        description={t('linkSettings.hostHint', { target: links.tracking_target, slug: settings.slug })}
        value={host}
        onChange={(e) => setHost(e.currentTarget.value)}
        maxLength={253}
        error={wrong.tracking_host}
      />
      <Textarea
        label={t('linkSettings.listings')}
        description={t('linkSettings.listingsHint')}
        rows={2}
        value={listings}
        onChange={(e) => setListings(e.currentTarget.value)}
        classNames={{ input: 'mono' }}
        error={wrong.app_listings}
      />
      <CopyField value={links.return_url} label={t('linkSettings.return')} />
      <p className={styles.hint}>{t('linkSettings.returnHint')}</p>
    </Section>
  );
}

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { currencies, hostsOf, webAddress, zones } from './choices';
import styles from './Setup.module.css';
import { useSave } from './useSave';

/** What the program is called, where its links may lead, and in what it counts. */
export function BasicsStep({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSave(settings);
  const [name, setName] = useState(settings.name);
  const [website, setWebsite] = useState(settings.website);
  const [hosts, setHosts] = useState(settings.allowed_hosts.join('\n'));
  const [currency, setCurrency] = useState(settings.currency);
  const [zone, setZone] = useState(settings.zone);
  const draft = settings.status === 'draft';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({
      name: name.trim(),
      website: webAddress(website),
      allowed_hosts: hostsOf(hosts),
      ...(draft ? { currency, zone } : {}),
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput
          label={t('launch.name')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          maxLength={120}
          error={wrong.name}
        />
        <TextInput
          label={t('launch.website')}
          value={website}
          onChange={(e) => setWebsite(e.currentTarget.value)}
          maxLength={500}
          error={wrong.website}
        />
      </div>
      <div className={styles.pair}>
        <NativeSelect
          label={t('launch.currency')}
          value={currency}
          disabled={!draft}
          onChange={(e) => setCurrency(e.currentTarget.value)}
          data={currencies()}
          error={wrong.currency}
        />
        <NativeSelect
          label={t('launch.zone')}
          value={zone}
          disabled={!draft}
          onChange={(e) => setZone(e.currentTarget.value)}
          data={zones()}
          error={wrong.zone}
        />
      </div>
      <Textarea
        label={t('launch.hosts')}
        description={t('launch.hostsHint')}
        rows={2}
        value={hosts}
        onChange={(e) => setHosts(e.currentTarget.value)}
        classNames={{ input: 'mono' }}
        error={wrong.allowed_hosts}
      />
      <FormProblem problem={problem} />
      <div>
        <Button type="submit" loading={busy} disabled={!name.trim() || hostsOf(hosts).length === 0}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

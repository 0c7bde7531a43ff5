import { Button, Checkbox, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerNavLink, ManagerSettings } from '../../api';
import { listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { QuestionsSection } from './QuestionsSection';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

const most = 5;
const longest = 25;
const styleNames = ['affiliate', 'network', 'leads'] as const;

type Row = Required<ManagerNavLink> & { id: string };

const rowOf = (link: ManagerNavLink): Row => ({ id: crypto.randomUUID(), groups: [], ...link });

/** What partners' pages are called and lead to beside the program's own: its words, its links, its help. */
export default function PortalSection({ settings }: { settings: ManagerSettings }) {
  return (
    <>
      <Words settings={settings} />
      <Navigation settings={settings} />
      <QuestionsSection settings={settings} />
    </>
  );
}

function Words({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem } = useSettings(settings);
  const [style, setStyle] = useState(settings.summary_style);
  return (
    <Section
      title={t('portalSettings.words')}
      text={t('portalSettings.wordsText')}
      busy={busy}
      problem={problem}
      onSave={() => save({ summary_style: style })}
    >
      <NativeSelect
        label={t('portalSettings.style')}
        description={t(`portalSettings.styleText.${style}`)}
        value={style}
        data={styleNames.map((value) => ({ value, label: t(`portalSettings.styleName.${value}`) }))}
        onChange={(e) => setStyle(e.currentTarget.value as typeof style)}
      />
    </Section>
  );
}

function Navigation({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const groups = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const { save, busy, problem } = useSettings(settings);
  const [rows, setRows] = useState(() => settings.portal.navigation.map(rowOf));
  const change = (row: Row) => setRows(rows.map((one) => (one.id === row.id ? row : one)));
  return (
    <Section
      id="navigation"
      title={t('portalSettings.navigation')}
      text={t('portalSettings.navigationText', { count: most })}
      busy={busy}
      problem={problem}
      ready={rows.every((row) => row.name.trim() !== '' && /^https:\/\/./.test(row.url.trim()))}
      onSave={() =>
        save({
          portal: {
            navigation: rows.map(({ id: _, ...link }) => ({
              ...link,
              name: link.name.trim(),
              url: link.url.trim(),
            })),
          },
        })
      }
    >
      {rows.map((row, i) => (
        <fieldset key={row.id} className={styles.template}>
          <legend>
            {t('portalSettings.link', { number: i + 1 })}
            <CloseButton
              size="sm"
              aria-label={t('portalSettings.removeLink', { number: i + 1 })}
              onClick={() => setRows(rows.filter((one) => one.id !== row.id))}
            />
          </legend>
          <div className={styles.pair}>
            <TextInput
              label={t('portalSettings.name')}
              value={row.name}
              maxLength={longest}
              onChange={(e) => change({ ...row, name: e.currentTarget.value })}
            />
            <TextInput
              label={t('portalSettings.url')}
              placeholder="https://"
              type="url"
              value={row.url}
              onChange={(e) => change({ ...row, url: e.currentTarget.value })}
            />
          </div>
          {groups.length > 0 && (
            <Checkbox.Group
              label={t('portalSettings.groups')}
              description={t('portalSettings.groupsText')}
              value={row.groups}
              onChange={(chosen) => change({ ...row, groups: chosen })}
            >
              {groups.map((one) => (
                <Checkbox key={one.id} value={one.id} label={one.name} mt={6} />
              ))}
            </Checkbox.Group>
          )}
        </fieldset>
      ))}
      <div className={styles.acts}>
        <Button
          variant="default"
          disabled={rows.length >= most}
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => setRows([...rows, rowOf({ name: '', url: '' })])}
        >
          {t('portalSettings.addLink')}
        </Button>
      </div>
    </Section>
  );
}

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Moon, Search, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n';
import { Crumb } from './Crumb';
import { NavLink } from './NavLink';
import type { NavGroup, NavItem, Place } from './nav';
import { Switcher } from './Switcher';
import styles from './TopBar.module.css';

type Props = {
  place: { name: string; brand: Place['brand'] };
  places: readonly Place[];
  groups: readonly NavGroup[];
  tabs: readonly NavItem[];
  bell?: ReactNode;
  onSearch: () => void;
};

/** The bar on top: the program's tabs, the bell, light or dark. On a phone the switcher stands in for the tabs. */
export function TopBar({ place, places, groups, tabs, bell, onSearch }: Props) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { setColorScheme } = useMantineColorScheme();
  const dark = scheme === 'dark';
  return (
    <div className={styles.bar} role="region" aria-label={t('shell.bar')}>
      <div className={styles.phone}>
        <Switcher place={place} places={places} />
      </div>
      {tabs.length > 0 && (
        <nav aria-label={t('shell.tabs')} className={styles.tabs}>
          {tabs.map((tab) => (
            <NavLink key={tab.id} item={tab} className={styles.tab}>
              <span data-text={tab.label}>{tab.label}</span>
            </NavLink>
          ))}
        </nav>
      )}
      {tabs.length === 0 && <Crumb groups={groups} />}
      <div className={styles.tools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          className={styles.find}
          onClick={onSearch}
          aria-label={t('shell.search')}
        >
          <Search size={17} aria-hidden="true" />
        </ActionIcon>
        {bell}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
          aria-label={dark ? t('shell.light') : t('shell.dark')}
        >
          {dark ? <Sun size={17} aria-hidden="true" /> : <Moon size={17} aria-hidden="true" />}
        </ActionIcon>
      </div>
    </div>
  );
}

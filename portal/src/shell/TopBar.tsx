import { ActionIcon } from '@mantine/core';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n';
import { Crumb } from './Crumb';
import { NavLink } from './NavLink';
import type { Frame } from './nav';
import { QuickActions } from './QuickActions';
import { Switcher } from './Switcher';
import styles from './TopBar.module.css';
import { UserMenu } from './UserMenu';

/** The bar on top: tabs across programs, quick actions, the bell, the user. On a phone the switcher stands in for the tabs. */
export function TopBar({
  frame,
  bell,
  onSearch,
  onSignOut,
}: {
  frame: Frame;
  bell?: ReactNode;
  onSearch: () => void;
  onSignOut: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar} role="region" aria-label={t('shell.bar')}>
      <div className={styles.phone}>
        <Switcher place={frame.place} places={frame.places} />
      </div>
      {frame.tabs.length > 0 ? (
        <nav aria-label={t('shell.tabs')} className={styles.tabs}>
          {frame.tabs.map((tab) => (
            <NavLink key={tab.id} item={tab} className={styles.tab}>
              <span data-text={tab.label}>{tab.label}</span>
            </NavLink>
          ))}
        </nav>
      ) : (
        <Crumb groups={frame.groups} />
      )}
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
        <QuickActions items={frame.quick} />
        {bell}
        <UserMenu items={frame.account} user={frame.user} onSignOut={onSignOut} />
      </div>
    </div>
  );
}

import { Drawer } from '@mantine/core';
import { Ellipsis, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n';
import styles from './BottomBar.module.css';
import { NavLink } from './NavLink';
import type { NavGroup, NavItem } from './nav';

type Props = {
  bottom: readonly NavItem[];
  groups: readonly NavGroup[];
  tabs: readonly NavItem[];
  user: { email: string };
  onSignOut: () => void;
};

/** The bar at the foot of a phone: four places, and a sheet with the rest. */
export function BottomBar({ bottom, groups, tabs, user, onSignOut }: Props) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const here = new Set(bottom.map((item) => item.id));
  const rest = [...tabs, ...groups.flatMap((group) => group.items)].filter((item) => !here.has(item.id));
  return (
    <>
      <nav className={styles.bar} aria-label={t('shell.bottom')}>
        {bottom.map((item) => (
          <NavLink key={item.id} item={item} className={styles.item}>
            <item.icon size={19} aria-hidden="true" />
            <span>{item.label}</span>
          </NavLink>
        ))}
        <button type="button" className={styles.item} onClick={() => setMore(true)} aria-haspopup="dialog">
          <Ellipsis size={19} aria-hidden="true" />
          <span>{t('shell.more')}</span>
        </button>
      </nav>
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="auto"
        title={user.email}
        closeButtonProps={{ 'aria-label': t('close') }}
        classNames={{ content: styles.sheet }}
      >
        <nav className={styles.list} aria-label={t('shell.more')}>
          {rest.map((item) => (
            <NavLink key={item.id} item={item} className={styles.row} onClick={() => setMore(false)}>
              <item.icon size={18} aria-hidden="true" />
              {item.label}
            </NavLink>
          ))}
          <button type="button" className={styles.row} onClick={onSignOut}>
            <LogOut size={18} aria-hidden="true" />
            {t('shell.signOut')}
          </button>
        </nav>
      </Drawer>
    </>
  );
}

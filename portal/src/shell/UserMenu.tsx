import { Menu } from '@mantine/core';
import { LogOut } from 'lucide-react';
import { useTranslation } from '../i18n';
import styles from './UserMenu.module.css';

/** The initials of a name: "Maya Kovač" is "MK". */
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** Who is signed in, and signing out. */
export function UserMenu({
  user,
  onSignOut,
}: {
  user: { name: string; email: string; detail: string };
  onSignOut: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.box}>
      <Menu position="top-start" width={210}>
        <Menu.Target>
          <button type="button" className={styles.user}>
            <span className={styles.face} aria-hidden="true">
              {initials(user.name || user.email)}
            </span>
            <span className="hidden">{t('shell.account')}</span>
            <span className={styles.who}>
              <span className={styles.name}>{user.name || user.email}</span>
              <span className={styles.detail}>{user.detail}</span>
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          <Menu.Label aria-hidden="true">{user.email}</Menu.Label>
          <Menu.Item leftSection={<LogOut size={15} aria-hidden="true" />} onClick={onSignOut}>
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

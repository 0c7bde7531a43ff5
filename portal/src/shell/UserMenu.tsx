import { lazy } from 'react';
import { useTranslation } from '../i18n';
import { OnDemand } from '../kit/OnDemand';
import type { Frame } from './nav';
import styles from './UserMenu.module.css';

const UserItems = lazy(() => import('./UserItems'));

/** The initials of a name: "Maya Kovač" is "MK". */
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** The button of who is signed in, and what it leads to. */
export function UserMenu({
  items,
  user,
  onSignOut,
}: {
  items: Frame['account'];
  user: Frame['user'];
  onSignOut: () => void;
}) {
  const { t } = useTranslation();
  return (
    <OnDemand
      button={
        <button type="button" className={styles.user} aria-label={t('shell.account')}>
          {user.picture ? (
            <img className={styles.face} src={user.picture} alt="" />
          ) : (
            <span
              className={styles.face}
              aria-hidden="true"
              data-initials={initials(user.name || user.email)}
            />
          )}
        </button>
      }
      menu={(button) => <UserItems button={button} items={items} user={user} onSignOut={onSignOut} />}
    />
  );
}

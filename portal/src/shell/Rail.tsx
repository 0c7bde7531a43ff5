import { Search } from 'lucide-react';
import { useTranslation } from '../i18n';
import { NavLink } from './NavLink';
import type { NavGroup, Place } from './nav';
import styles from './Rail.module.css';
import { Switcher } from './Switcher';
import { UserMenu } from './UserMenu';

type Props = {
  place: { name: string; brand: Place['brand'] };
  places: readonly Place[];
  groups: readonly NavGroup[];
  user: { name: string; email: string; detail: string };
  onSearch: () => void;
  onSignOut: () => void;
};

/** The left rail: where one is, where one can go, who one is. */
export function Rail({ place, places, groups, user, onSearch, onSignOut }: Props) {
  const { t } = useTranslation();
  return (
    <aside className={styles.rail}>
      <Switcher place={place} places={places} />
      <button type="button" className={styles.search} onClick={onSearch}>
        <Search size={15} aria-hidden="true" />
        {t('shell.search')}
        <kbd>⌘K</kbd>
      </button>
      <nav aria-label={t('shell.navigation')} className={styles.nav}>
        {groups.map((group) => (
          <div key={group.id} className={styles.group}>
            {group.label && <p className={styles.label}>{group.label}</p>}
            {group.items.map((item) => (
              <NavLink key={item.id} item={item} className={styles.item}>
                <item.icon size={16} aria-hidden="true" />
                <span className={styles.name}>{item.label}</span>
                {item.badge ? (
                  <span className={styles.badge}>{item.badge > 99 ? '99+' : item.badge}</span>
                ) : null}
              </NavLink>
            ))}
          </div>
        ))}
      </nav>
      <UserMenu user={user} onSignOut={onSignOut} />
    </aside>
  );
}

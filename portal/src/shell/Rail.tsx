import { ArrowUpRight, Search } from 'lucide-react';
import { useTranslation } from '../i18n';
import { Mark } from './Mark';
import { NavLink } from './NavLink';
import type { Frame } from './nav';
import styles from './Rail.module.css';
import { Switcher } from './Switcher';

/** The left rail: where one is, where one can go there, and what the program adds. */
export function Rail({ frame, onSearch }: { frame: Frame; onSearch: () => void }) {
  const { t } = useTranslation();
  return (
    <aside className={styles.rail}>
      <Switcher place={frame.place} places={frame.places} />
      <button type="button" className={styles.search} onClick={onSearch}>
        <Search size={15} aria-hidden="true" />
        {t('shell.search')}
        <kbd>⌘K</kbd>
      </button>
      <nav aria-label={t('shell.navigation')} className={styles.nav}>
        {frame.groups.map((group) => (
          <div key={group.id} className={styles.group}>
            {group.label && <p className={styles.label}>{group.label}</p>}
            {group.items.map((item) => (
              <NavLink key={item.id} item={item} className={styles.item}>
                {item.brand ? (
                  <Mark brand={item.brand} size={18} />
                ) : (
                  <item.icon size={16} aria-hidden="true" />
                )}
                <span className={styles.name}>{item.label}</span>
                {item.badge ? (
                  <span className={styles.badge}>{item.badge > 99 ? '99+' : item.badge}</span>
                ) : null}
              </NavLink>
            ))}
          </div>
        ))}
        {frame.outside.length > 0 && (
          <div className={styles.group} data-outside>
            {frame.outside.map((one) => (
              <a
                key={one.url + one.label}
                href={one.url}
                target="_blank"
                rel="noopener noreferrer"
                className={styles.item}
              >
                <ArrowUpRight size={16} aria-hidden="true" />
                <span className={styles.name}>{one.label}</span>
                <span className="hidden">{t('shell.newTab')}</span>
              </a>
            ))}
          </div>
        )}
      </nav>
    </aside>
  );
}

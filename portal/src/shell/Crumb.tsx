import { useMatchRoute } from '@tanstack/react-router';
import styles from './Crumb.module.css';
import type { NavGroup } from './nav';

/** Where one is, in the words of the rail, on pages without tabs. */
export function Crumb({ groups }: { groups: readonly NavGroup[] }) {
  const matches = useMatchRoute();
  for (const group of groups) {
    const item = group.items.find((one) => matches({ ...(one.link as { to: '/' }), fuzzy: !one.exact }));
    if (!item) continue;
    return (
      <p className={styles.crumb}>
        {group.label && <span>{group.label}</span>}
        <span>{item.label}</span>
      </p>
    );
  }
  return null;
}

import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslation } from '../i18n';
import { Mark } from './Mark';
import type { Place } from './nav';
import styles from './Switcher.module.css';

/** Shows where one is and switches to another program, as partner or as manager. */
export function Switcher({
  place,
  places,
}: {
  place: { name: string; brand: Place['brand'] };
  places: readonly Place[];
}) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button type="button" className={styles.switcher}>
          <Mark brand={place.brand} />
          <span className={styles.name}>{place.name}</span>
          <span className="hidden">{t('shell.switch')}</span>
          <ChevronsUpDown size={14} aria-hidden="true" className={styles.hint} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label aria-hidden="true">{t('shell.places')}</Menu.Label>
        {places.map((one) => (
          <Menu.Item
            key={one.id}
            component={Link}
            {...(one.link as { to: '/' })}
            leftSection={<Mark brand={one.brand} size={22} />}
            rightSection={
              one.current ? <Check size={15} role="img" aria-label={t('shell.here')} /> : undefined
            }
          >
            <span className={styles.place}>{one.name}</span>
            <span className={styles.detail}>{one.detail}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

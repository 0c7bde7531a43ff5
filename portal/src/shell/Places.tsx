import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, Search } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from '../i18n';
import { useOpened } from '../kit/OnDemand';
import { Mark } from './Mark';
import type { Place } from './nav';
import styles from './Switcher.module.css';

/** From how many places on they can be searched. */
const many = 8;

const fits = (place: Place, typed: string) =>
  `${place.name} ${place.detail}`.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());

/** The programs to switch to, as partner or as manager. */
export default function Places({ button, places }: { button: ReactElement; places: readonly Place[] }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const shown = places.filter((one) => fits(one, typed));
  return (
    <Menu position="bottom-start" width={280} onClose={() => setTyped('')} {...useOpened()}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {places.length >= many ? (
          <Menu.Search
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            placeholder={t('shell.findPlace')}
            aria-label={t('shell.findPlace')}
            leftSection={<Search size={15} aria-hidden="true" />}
          />
        ) : (
          <Menu.Label aria-hidden="true">{t('shell.places')}</Menu.Label>
        )}
        <div className={styles.list}>
          {shown.map((one) => (
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
        </div>
        {shown.length === 0 && <Menu.Label role="status">{t('palette.nothing')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

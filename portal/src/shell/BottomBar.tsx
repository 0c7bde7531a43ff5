import { Drawer } from '@mantine/core';
import { ArrowUpRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n';
import styles from './BottomBar.module.css';
import { NavLink } from './NavLink';
import { type Frame, pagesOf } from './nav';

/** The bar at the foot of a phone: four places, and a sheet with the rest. */
export function BottomBar({ frame }: { frame: Frame }) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const here = new Set(frame.bottom.map((item) => item.id));
  const rest = pagesOf(frame).filter((item) => !here.has(item.id));
  return (
    <>
      <nav className={styles.bar} aria-label={t('shell.bottom')}>
        {frame.bottom.map((item) => (
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
        title={frame.place.name}
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
          {frame.outside.map((one) => (
            <a
              key={one.url + one.label}
              href={one.url}
              target="_blank"
              rel="noopener noreferrer"
              className={styles.row}
            >
              <ArrowUpRight size={18} aria-hidden="true" />
              {one.label}
              <span className="hidden">{t('shell.newTab')}</span>
            </a>
          ))}
        </nav>
      </Drawer>
    </>
  );
}

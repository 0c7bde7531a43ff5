import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { applyBrand, applyIcon } from '../app/brand';
import { useTranslation } from '../i18n';
import { BottomBar } from './BottomBar';
import type { Frame } from './nav';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';
import { WorkBar } from './WorkBar';

const Palette = lazy(() => import('./Palette'));

/** The frame of a signed-in page: rail, top bar with tabs, content; a bottom bar on a phone. */
export function Shell({
  frame,
  bell,
  onSignOut,
  children,
}: {
  frame: Frame;
  bell?: ReactNode;
  onSignOut: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [palette, setPalette] = useState(false);
  const { color, icon_url: icon } = frame.place.brand;
  useEffect(() => applyBrand(color), [color]);
  useEffect(() => applyIcon(icon), [icon]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setPalette(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const search = () => setPalette(true);

  return (
    <div className={styles.shell}>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <WorkBar />
      <Rail frame={frame} onSearch={search} />
      <div className={styles.main}>
        <TopBar frame={frame} bell={bell} onSearch={search} onSignOut={onSignOut} />
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar frame={frame} />
      <Suspense>
        {palette && <Palette frame={frame} onSignOut={onSignOut} onClose={() => setPalette(false)} />}
      </Suspense>
    </div>
  );
}

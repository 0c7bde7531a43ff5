import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { applyBrand } from '../app/brand';
import { useTranslation } from '../i18n';
import { BottomBar } from './BottomBar';
import type { NavGroup, NavItem, Place } from './nav';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';
import { WorkBar } from './WorkBar';

const Palette = lazy(() => import('./Palette'));

type Props = {
  /** Where the user is: colour, name and mark of the frame. */
  place: { name: string; brand: Place['brand'] };
  places: readonly Place[];
  groups: readonly NavGroup[];
  tabs: readonly NavItem[];
  /** At most four places for the bottom bar of a phone; the fifth is "More". */
  bottom: readonly NavItem[];
  user: { name: string; email: string; detail: string };
  bell?: ReactNode;
  onSignOut: () => void;
  children: ReactNode;
};

/** The frame of a signed-in page: rail, top bar with tabs, content; a bottom bar on a phone. */
export function Shell({ children, ...props }: Props) {
  const { t } = useTranslation();
  const [palette, setPalette] = useState(false);
  const { color } = props.place.brand;
  useEffect(() => applyBrand(color), [color]);
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
      <Rail {...props} onSearch={search} />
      <div className={styles.main}>
        <TopBar {...props} onSearch={search} />
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar {...props} />
      <Suspense>{palette && <Palette {...props} onClose={() => setPalette(false)} />}</Suspense>
    </div>
  );
}

import { ChevronsUpDown } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from '../i18n';
import { OnDemand } from '../kit/OnDemand';
import { Mark } from './Mark';
import type { Place } from './nav';
import styles from './Switcher.module.css';

const Places = lazy(() => import('./Places'));

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
    <OnDemand
      button={
        <button type="button" className={styles.switcher}>
          <Mark brand={place.brand} />
          <span className={styles.name}>{place.name}</span>
          <span className="hidden">{t('shell.switch')}</span>
          <ChevronsUpDown size={14} aria-hidden="true" className={styles.hint} />
        </button>
      }
      menu={(button) => <Places button={button} places={places} />}
    />
  );
}

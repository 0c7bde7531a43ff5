import { useIsFetching } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from '../i18n';
import styles from './WorkBar.module.css';

const online = {
  subscribe: (listener: () => void) => {
    window.addEventListener('online', listener);
    window.addEventListener('offline', listener);
    return () => {
      window.removeEventListener('online', listener);
      window.removeEventListener('offline', listener);
    };
  },
  read: () => navigator.onLine,
};

/** A hairline while known data is being refreshed, and a word when the network is gone. */
export function WorkBar() {
  const { t } = useTranslation();
  const refreshing = useIsFetching({
    predicate: (query) => query.state.data !== undefined && !query.meta?.quiet,
  });
  const connected = useSyncExternalStore(online.subscribe, online.read, () => true);
  return (
    <>
      <div className={styles.line} data-on={refreshing > 0 || undefined} aria-hidden="true" />
      {!connected && (
        <p className={styles.offline} role="status">
          <WifiOff size={15} aria-hidden="true" />
          {t('shell.offline')}
        </p>
      )}
    </>
  );
}

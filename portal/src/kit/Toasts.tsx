import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from '../i18n';
import styles from './Toasts.module.css';
import { dismiss, store } from './toast';

/** The place where toasts appear, read out politely. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(store.subscribe, store.read);
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {toasts.map((toast) => {
        const Icon = toast.tone === 'good' ? CircleCheck : TriangleAlert;
        return (
          <div key={toast.key} className={styles.toast} data-tone={toast.tone}>
            <Icon size={17} aria-hidden="true" />
            <span>
              {toast.text}
              {toast.id && <code className={styles.id}>{toast.id}</code>}
            </span>
            <button type="button" onClick={() => dismiss(toast.key)} aria-label={t('close')}>
              <X size={15} aria-hidden="true" />
            </button>
          </div>
        );
      })}
    </div>
  );
}

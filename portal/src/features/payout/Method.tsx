import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { getPayoutMethodOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import styles from './Method.module.css';
import { MethodForm } from './MethodForm';

/** Where the money goes, and changing it. */
export function Method() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [editing, setEditing] = useState(false);
  const method = useQuery(getPayoutMethodOptions({ path: { partner: path.partner } }));
  return (
    <Loaded
      query={method}
      skeleton={
        <Waiting>
          <CardSkeleton height={74} />
        </Waiting>
      }
    >
      {(found) => (
        <section
          className={styles.method}
          aria-label={t('method.title')}
          data-unset={!found.set || undefined}
        >
          <Landmark size={18} aria-hidden="true" />
          <div className={styles.text}>
            <h2>
              {found.set
                ? t('method.to', { holder: found.payee_name, masked: found.masked })
                : t('method.unset')}
            </h2>
            <p>{t(!found.set ? 'method.unsetText' : found.usable ? 'method.manual' : 'method.hold')}</p>
          </div>
          <Button variant={found.set ? 'default' : 'filled'} onClick={() => setEditing(true)}>
            {found.set ? t('method.change') : t('method.add')}
          </Button>
          <MethodForm opened={editing} changing={found.set} onClose={() => setEditing(false)} />
        </section>
      )}
    </Loaded>
  );
}

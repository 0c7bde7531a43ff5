import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { PartnerPayoutMethod, PartnerPayoutOptions } from '../../api';
import { getPayoutMethodOptions, listPayoutOptionsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { type Translate, useTranslation } from '../../i18n';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import styles from './Method.module.css';
import { railText } from './status';

const MethodForm = lazy(async () => ({ default: (await import('./MethodForm')).MethodForm }));

/** What there is to know about the method here. */
function noteOf(
  method: PartnerPayoutMethod,
  options: PartnerPayoutOptions | undefined,
  zone: string,
  t: Translate,
) {
  if (!method.set) return t('method.unsetText');
  if (!method.usable)
    return method.usable_from
      ? t('method.holdUntil', { date: dateTime(method.usable_from, zone) })
      : t('method.hold');
  if (options && !options.rails.some((one) => one.rail === method.rail)) return t('method.notOffered');
  return method.rail === 'manual' ? t('method.manual') : t(`method.about.${method.rail}`);
}

/** Where the money goes, and changing it. */
export default function Method() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const [editing, setEditing] = useState<boolean>();
  const method = useQuery(getPayoutMethodOptions({ path: { partner: path.partner } }));
  const options = useQuery(listPayoutOptionsOptions({ path }));
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
                ? t('method.to', {
                    rail: railText(found.rail, t),
                    holder: found.payee_name,
                    masked: found.masked,
                  })
                : t('method.unset')}
            </h2>
            <p>
              {noteOf(found, options.data, zone, t)}
              {found.currency && ` ${t('method.paidIn', { currency: found.currency })}`}
            </p>
          </div>
          <Button
            variant={found.set ? 'default' : 'filled'}
            disabled={!options.data}
            onClick={() => setEditing(true)}
          >
            {found.set ? t('method.change') : t('method.add')}
          </Button>
          {editing !== undefined && options.data && (
            <Suspense>
              <MethodForm
                opened={editing}
                changing={found.set}
                options={options.data.rails}
                onClose={() => setEditing(false)}
              />
            </Suspense>
          )}
        </section>
      )}
    </Loaded>
  );
}

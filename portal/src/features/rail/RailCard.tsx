import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ManagerRail } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { dateTime } from '../../kit/format';
import { Locked, May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { Disconnect } from './Disconnect';
import { RailForm } from './RailForm';
import styles from './Rails.module.css';

/** One provider: what to do there, what to enter here, and how it does. */
export function RailCard({ one }: { one: ManagerRail }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const [asking, setAsking] = useState(false);
  const name = t(`rails.${one.rail}.name`);
  return (
    <Card title={name} action={<State one={one} />}>
      <ol className={styles.steps}>
        <li>
          <h3>{t(`rails.${one.rail}.app`)}</h3>
          <p className={styles.text}>{t(`rails.${one.rail}.appText`)}</p>
        </li>
        <li>
          <h3>{t('rails.hook')}</h3>
          <p className={styles.text}>{t(`rails.${one.rail}.hookText`)}</p>
          <CopyField value={one.webhook_url} label={t('rails.url')} primary={!one.connected} />
          <ul className={styles.events} aria-label={t('rails.events', { name })}>
            {one.events.map((event) => (
              <li key={event}>{event}</li>
            ))}
          </ul>
          <p className={styles.text}>
            {one.last_event_at
              ? t('rails.lastAt', { date: dateTime(one.last_event_at, zone) })
              : t('rails.never')}
          </p>
        </li>
        <li>
          <h3>{t('rails.enter')}</h3>
          <Locked to="own">
            <RailForm key={String(one.connected)} one={one} name={name} />
          </Locked>
        </li>
      </ol>
      {one.connected && (
        <May to="own">
          <div className={styles.foot}>
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('rails.disconnect')}
            </Button>
            <Disconnect rail={one.rail} name={name} opened={asking} onClose={() => setAsking(false)} />
          </div>
        </May>
      )}
    </Card>
  );
}

function State({ one }: { one: ManagerRail }) {
  const { t } = useTranslation();
  if (!one.connected) return <Pill tone="plain">{t('rails.off')}</Pill>;
  return one.environment === 'sandbox' ? (
    <Pill tone="warn">{t('rails.sandbox')}</Pill>
  ) : (
    <Pill tone="good">{t('rails.on')}</Pill>
  );
}

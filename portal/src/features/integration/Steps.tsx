import type { ReactNode } from 'react';
import type { ManagerIntegration } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { Locked } from '../../kit/May';
import { ConnectForm } from './ConnectForm';
import styles from './Integrations.module.css';

/** What to do at the provider and here, in order. */
export function Steps({ one }: { one: ManagerIntegration }) {
  const { t } = useTranslation();
  const texts = `integrations.${one.provider}` as const;
  return (
    <Card title={t('integrations.steps')}>
      <ol className={styles.steps}>
        <Step title={t(`${texts}.where`)} text={t(`${texts}.whereText`)}>
          <CopyField value={one.webhook_url} label={t('integrations.url')} primary={!one.connected} />
        </Step>
        <Step title={t(`${texts}.events`)} text={t(`${texts}.eventsText`)}>
          <ul className={styles.events} aria-label={t('integrations.eventList')}>
            {one.events.map((event) => (
              <li key={event}>{event}</li>
            ))}
          </ul>
        </Step>
        <Step title={t(`${texts}.secret`)} text={t(`${texts}.secretText`)}>
          <Locked to="own">
            <ConnectForm one={one} />
          </Locked>
        </Step>
        <Step
          title={t(`${texts}.click`)}
          text={t(`${texts}.clickText`, { key: one.click_key, order: one.order_key })}
        />
        <Step title={t(`${texts}.try`)} text={t(`${texts}.tryText`)} />
      </ol>
    </Card>
  );
}

function Step({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <li className={styles.step}>
      <h3>{title}</h3>
      <p className={styles.text}>{text}</p>
      {children}
    </li>
  );
}

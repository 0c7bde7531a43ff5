import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import styles from './Integrations.module.css';

const ways = [
  { id: 'postback', to: '/m/$program/settings', hash: 'postback' },
  { id: 'snippet', to: '/m/$program/keys', hash: '' },
  { id: 'doctor', to: '/m/$program/doctor', hash: '' },
  { id: 'webhooks', to: '/m/$program/webhooks', hash: '' },
  { id: 'api', to: '/m/$program/api', hash: '' },
] as const;

/** The ways to report and to be told that need no provider: each with what it is for. */
export function Ways() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return ways.map((one) => (
    <Card key={one.id} title={t(`integrations.way.${one.id}.title`)}>
      <p className={styles.text}>{t(`integrations.way.${one.id}.text`)}</p>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to={one.to} params={path} {...(one.hash ? { hash: one.hash } : {})} {...props} />
        )}
      >
        {t(`integrations.way.${one.id}.act`)}
      </Button>
    </Card>
  ));
}

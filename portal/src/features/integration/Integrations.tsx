import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listIntegrationsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import styles from './Integrations.module.css';
import { StatePill } from './StatePill';
import { Ways } from './Ways';

/** The providers that can report the program's sales, and how each connection does. */
export function Integrations() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const list = useQuery(listIntegrationsOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('nav.integrations')} />
      <Loaded
        query={list}
        skeleton={
          <Waiting>
            <Screen>
              <CardSkeleton height={150} />
              <CardSkeleton height={150} />
            </Screen>
          </Waiting>
        }
      >
        {({ data }) => (
          <div className={styles.grid}>
            <Ways />
            {data.map((one) => (
              <Card
                key={one.provider}
                title={t(`integrations.${one.provider}.name`)}
                action={<StatePill one={one} />}
              >
                <p className={styles.text}>{t(`integrations.${one.provider}.text`)}</p>
                <p className={styles.text}>
                  {one.last_event_at
                    ? t('integrations.lastAt', { date: dateTime(one.last_event_at, zone) })
                    : t('integrations.never')}
                </p>
                <Button
                  variant="default"
                  renderRoot={(props) => (
                    <Link
                      to="/m/$program/integrations/$provider"
                      params={{ program: path.program, provider: one.provider }}
                      {...props}
                    />
                  )}
                >
                  {one.connected ? t('integrations.manage') : t('integrations.connect')}
                </Button>
              </Card>
            ))}
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

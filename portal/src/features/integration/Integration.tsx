import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerIntegration } from '../../api';
import { deleteIntegrationMutation, listIntegrationsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { Arrivals } from './Arrivals';
import styles from './Integrations.module.css';
import { StatePill } from './StatePill';
import { Steps } from './Steps';
import type { Provider } from './state';

/** One provider: how it is connected step by step, and what has come from it. */
export function Integration({ provider }: { provider: Provider }) {
  const { path } = useManagerPlace();
  const list = useQuery({
    ...listIntegrationsOptions({ path }),
    refetchInterval: 5000,
    refetchOnWindowFocus: false,
  });
  return (
    <Screen>
      <Loaded
        query={list}
        skeleton={
          <Waiting>
            <Screen>
              <CardSkeleton height={380} />
              <CardSkeleton height={160} />
            </Screen>
          </Waiting>
        }
      >
        {({ data }) => {
          const one = data.find((found) => found.provider === provider);
          return one && <Found one={one} />;
        }}
      </Loaded>
    </Screen>
  );
}

function Found({ one }: { one: ManagerIntegration }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const name = t(`integrations.${one.provider}.name`);
  const disconnect = useMutation({
    ...deleteIntegrationMutation(),
    onSuccess: () => {
      setAsking(false);
      said(t('integrations.disconnected', { name }));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <>
      <PageHead title={name}>
        <span className={styles.middle}>
          <StatePill one={one} />
        </span>
        {one.connected && (
          <May to="own">
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('integrations.disconnect')}
            </Button>
          </May>
        )}
      </PageHead>
      {one.ended_by && one.ended_at && (
        <p className={styles.warning} role="status">
          {t(`integrations.ended.${one.ended_by}`, { date: dateTime(one.ended_at, zone) })}
        </p>
      )}
      <Steps one={one} />
      <Arrivals one={one} />
      <ReasonDialog
        opened={asking}
        title={t('integrations.disconnectTitle', { name })}
        text={t('integrations.disconnectText', { name })}
        confirm={t('integrations.disconnect')}
        danger
        busy={disconnect.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => disconnect.mutate({ path: { ...path, provider: one.provider } })}
      />
    </>
  );
}

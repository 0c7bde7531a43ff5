import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import type { Hook, HookDelivery } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import { Facts } from '../../kit/Facts';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { CardSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { stateOf, tones } from './Deliveries';
import { topicKey, useDesk } from './desk';
import styles from './Hooks.module.css';

/** One delivery: each attempt, the whole last request, and how the answer begins. */
export function DeliveryDetail({ hook, id }: { hook: Hook; id: string }) {
  const desk = useDesk();
  const delivery = useQuery<HookDelivery>({
    queryKey: [...desk.key, 'delivery', hook.id, id],
    queryFn: () => desk.delivery(hook.id, id),
    refetchInterval: ({ state }) => (state.data && stateOf(state.data) === 'pending' ? 1000 : false),
    meta: { quiet: true },
  });
  return (
    <Loaded query={delivery} skeleton={<CardSkeleton height={320} />}>
      {(found) => <Detail hook={hook} delivery={found} />}
    </Loaded>
  );
}

function Detail({ hook, delivery }: { hook: Hook; delivery: HookDelivery }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => desk.replay(hook.id, delivery.id),
    onSuccess: () => {
      said(t('hooks.replayed'));
      void queryClient.invalidateQueries({ queryKey: desk.key });
    },
    onError: failed,
  });
  const { request, attempts } = delivery;
  const last = attempts.at(-1);
  const state = stateOf(delivery);
  return (
    <div className={styles.detail}>
      <Facts
        facts={[
          {
            label: t('commissions.status'),
            value: <Pill tone={tones[state]}>{t(`delivery.${state}`)}</Pill>,
          },
          { label: t('hooks.event'), value: t(topicKey(delivery.topic), { defaultValue: delivery.topic }) },
          { label: t('hooks.sent'), value: dateTime(delivery.created_at, desk.zone) },
          {
            label: t('hooks.next'),
            value: delivery.next_at && dateTime(delivery.next_at, desk.zone),
            show: state === 'retry' && delivery.next_at !== undefined,
          },
          { label: t('hooks.reason'), value: delivery.reason, show: Boolean(delivery.reason) },
          { label: t('hooks.id'), value: <CopyText value={delivery.id} /> },
        ]}
      />
      {request && (
        <section aria-label={t('hooks.request')}>
          <h3>{t('hooks.request')}</h3>
          <pre className={styles.code}>
            {`${request.method} ${request.url}\n${Object.entries(request.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}${request.body ? `\n\n${pretty(request.body)}` : ''}`}
          </pre>
        </section>
      )}
      {last && (
        <section aria-label={t('hooks.response')}>
          <h3>{t('hooks.response')}</h3>
          <pre className={styles.code}>
            {`${last.status ?? last.error ?? ''}\n\n${last.answer ?? ''}`.trim()}
          </pre>
        </section>
      )}
      {attempts.length > 0 && (
        <section aria-label={t('hooks.attempts')}>
          <h3>{t('hooks.attempts')}</h3>
          <ol className={styles.attempts}>
            {attempts.map((one) => (
              <li key={one.at}>
                <span>{dateTime(one.at, desk.zone)}</span>
                <span>{one.error ?? one.status}</span>
                <span>{t('hooks.took', { ms: one.duration_ms })}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {state !== 'pending' && (
        <May to="manage">
          <Button
            variant="default"
            leftSection={<RotateCcw size={14} aria-hidden="true" />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {t('hooks.again')}
          </Button>
        </May>
      )}
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

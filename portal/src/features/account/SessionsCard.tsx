import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import type { OpenSession } from '../../api';
import {
  endOtherSessionsMutation,
  endSessionMutation,
  listSessionsOptions,
  listSessionsQueryKey,
} from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import styles from './Account.module.css';
import { ownZone } from './ProfileCard';

/** Where one is signed in; each place but this one can be signed out. */
export function SessionsCard() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const sessions = useQuery(listSessionsOptions());
  const after = {
    onSuccess: () => {
      said(t('account.ended'));
      void queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() });
    },
    onError: failed,
  };
  const end = useMutation({ ...endSessionMutation(), ...after });
  const endOthers = useMutation({ ...endOtherSessionsMutation(), ...after });
  const others = sessions.data?.data.some((one) => !one.current) ?? false;
  return (
    <Card
      title={t('account.sessions')}
      flush
      action={
        others && (
          <Button
            variant="default"
            size="xs"
            className={styles.whole}
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({})}
          >
            {t('account.endOthers')}
          </Button>
        )
      }
    >
      <Loaded query={sessions} skeleton={<TableSkeleton columns={2} rows={2} />}>
        {({ data }) => (
          <ul>
            {data.map((one) => (
              <SessionLine
                key={one.id}
                session={one}
                busy={end.isPending}
                onEnd={() => end.mutate({ path: { session: one.id } })}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

const countryName = (code: string) =>
  new Intl.DisplayNames(document.documentElement.lang || 'en', { type: 'region' }).of(code) ?? code;

const phones = ['iOS', 'Android'];

function SessionLine({ session, busy, onEnd }: { session: OpenSession; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation();
  const Icon = phones.includes(session.system) ? Smartphone : Monitor;
  const browser = session.browser || t('account.unknownBrowser');
  const name = session.system ? t('account.browserOn', { browser, system: session.system }) : browser;
  const place = session.country ? countryName(session.country) : '';
  const when = {
    first: dateTime(session.created_at, ownZone()),
    last: dateTime(session.last_seen, ownZone()),
  };
  return (
    <li className={styles.session}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p className={styles.name}>
          {name}
          {session.current && <Pill tone="good">{t('account.thisOne')}</Pill>}
        </p>
        <p className={styles.when}>{[place, t('account.seen', when)].filter(Boolean).join(' · ')}</p>
      </div>
      {!session.current && (
        <Button
          variant="subtle"
          size="xs"
          disabled={busy}
          onClick={onEnd}
          aria-label={t('account.endOne', { name })}
        >
          {t('account.end')}
        </Button>
      )}
    </li>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Hook } from '../../api';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { date, dateTime } from '../../kit/format';
import { May } from '../../kit/May';
import { Pill, type Tone } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import { topicKey, useDesk } from './desk';
import styles from './Hooks.module.css';

const tones: Record<Hook['status'], Tone> = {
  active: 'good',
  failing: 'warn',
  disabled: 'bad',
  paused: 'plain',
};

type Props = { hook: Hook; secret: string | undefined; chosen: boolean; onEdit: () => void };

/** One hook: where it leads, how it fares, and what can be done with it. */
export function HookCard({ hook, secret, chosen, onEdit }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const name = hook.name || new URL(hook.url.replace(/\{[^}]*\}/g, '')).host;
  return (
    <section className={styles.hook} aria-label={name} data-chosen={chosen || undefined}>
      <div className={styles.head}>
        <h2>
          <Link to="." search={{ q: hook.id }} resetScroll={false}>
            {name}
          </Link>
        </h2>
        <Pill tone={tones[hook.status]}>{t(`hook.${hook.status}`)}</Pill>
        <span className={styles.form}>{t(`hooks.${hook.form}`)}</span>
      </div>
      <code className={styles.url}>{hook.url}</code>
      <p className={styles.hint}>{hook.topics.map((topic) => t(topicKey(topic))).join(' · ')}</p>
      {hook.last_error && (
        <p className={styles.error}>
          {hook.failing_since && t('hooks.failingSince', { date: date(hook.failing_since, desk.zone) })}{' '}
          {t('hooks.failures', { count: hook.failures, error: hook.last_error })}
        </p>
      )}
      {hook.old_secret_until && Date.parse(hook.old_secret_until) > Date.now() && (
        <p className={styles.hint}>
          {t('hooks.oldSecret', { date: dateTime(hook.old_secret_until, desk.zone) })}
        </p>
      )}
      <Acts hook={hook} secret={secret} chosen={chosen} onEdit={onEdit} />
    </section>
  );
}

function Acts({ hook, secret, chosen, onEdit }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'remove' | 'rotate'>();
  const done = (text: string) => {
    setAsking(undefined);
    said(text);
    void queryClient.invalidateQueries({ queryKey: desk.key });
  };
  const test = useMutation({
    mutationFn: () => desk.test(hook.id, hook.topics[0] ?? ''),
    onSuccess: (sent) => {
      void queryClient.invalidateQueries({ queryKey: [...desk.key, 'log', hook.id] });
      void navigate({ to: '.', search: { q: hook.id, id: sent.id } as never, resetScroll: false });
    },
    onError: failed,
  });
  const calls = hook.status === 'active' || hook.status === 'failing';
  const turn = useMutation({
    mutationFn: () => (calls ? desk.pause(hook.id) : desk.enable(hook.id)),
    onSuccess: (after) => done(t(after.status === 'paused' ? 'hooks.paused' : 'hooks.enabled')),
    onError: failed,
  });
  const rotate = useMutation({
    mutationFn: () => desk.rotate(hook.id),
    onSuccess: () => done(t('hooks.rotated')),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => desk.remove(hook.id),
    onSuccess: () => done(t('hooks.removed')),
    onError: failed,
  });
  const shown = rotate.data?.secret ?? secret;
  return (
    <>
      {shown && (
        <div className={styles.secret}>
          <p>{t('hooks.secretOnce')}</p>
          <CopyField value={shown} label={t('hooks.secret')} />
        </div>
      )}
      <May to="manage">
        <div className={styles.acts}>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('hooks.test')}
          </Button>
          <Button variant="default" onClick={onEdit}>
            {t('hooks.edit')}
          </Button>
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate()}>
            {t(calls ? 'hooks.pause' : 'hooks.enable')}
          </Button>
          {hook.form === 'json' && (
            <Button variant="default" onClick={() => setAsking('rotate')}>
              {t('hooks.rotate')}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsking('remove')}>
            {t('hooks.remove')}
          </Button>
        </div>
      </May>
      {!chosen && (
        <Button
          variant="default"
          onClick={() => void navigate({ to: '.', search: { q: hook.id } as never, resetScroll: false })}
        >
          {t('hooks.showLog')}
        </Button>
      )}

      <ReasonDialog
        opened={asking !== undefined}
        title={t(asking === 'rotate' ? 'hooks.rotateTitle' : 'hooks.removeTitle')}
        text={t(asking === 'rotate' ? 'hooks.rotateText' : 'hooks.removeText')}
        confirm={t(asking === 'rotate' ? 'hooks.rotate' : 'hooks.remove')}
        danger={asking === 'remove'}
        busy={remove.isPending || rotate.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => (asking === 'rotate' ? rotate : remove).mutate()}
      />
    </>
  );
}

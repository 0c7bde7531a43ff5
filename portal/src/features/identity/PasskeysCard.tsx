import { Button } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { addPasskey, removePasskey, renamePasskey, type Security, type SecurityPasskey } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { date } from '../../kit/format';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import { NameDialog } from './NameDialog';
import { makePasskey, passkeysWork } from './passkey';
import styles from './Security.module.css';
import { ownZone, useSecurityAct } from './useSecurityAct';

type Asked = { act: 'add' } | { act: 'rename' | 'remove'; key: SecurityPasskey };

/** The passkeys that sign in: add one, call it by another name, remove it. */
export function PasskeysCard({ security }: { security: Security }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const after = (text: string) => () => {
    close();
    said(text);
  };
  const add = useSecurityAct(
    async (name: string) => addPasskey({ body: { name, answer: await makePasskey() }, throwOnError: true }),
    after(t('security.added')),
  );
  const rename = useSecurityAct(
    (to: { passkey: string; name: string }) =>
      renamePasskey({ path: { passkey: to.passkey }, body: { name: to.name }, throwOnError: true }),
    after(t('security.renamed')),
  );
  const remove = useSecurityAct(
    (passkey: string) => removePasskey({ path: { passkey }, throwOnError: true }),
    after(t('security.removed')),
  );
  return (
    <Card title={t('security.passkeys')}>
      <p className={styles.text}>{t('security.passkeysText')}</p>
      {security.passkeys.length === 0 && <p className={styles.state}>{t('security.noPasskeys')}</p>}
      <ul className={styles.keys}>
        {security.passkeys.map((key) => (
          <Line key={key.id} passkey={key} onAct={(act) => setAsked({ act, key })} />
        ))}
      </ul>
      {passkeysWork() ? (
        <Button variant="default" onClick={() => setAsked({ act: 'add' })}>
          {t('security.add')}
        </Button>
      ) : (
        <p className={styles.small}>{t('security.unsupported')}</p>
      )}
      {asked?.act === 'add' && (
        <NameDialog
          title={t('security.addTitle')}
          confirm={t('security.add')}
          problem={add.error}
          busy={add.isPending}
          onClose={close}
          onName={add.mutate}
        />
      )}
      {asked?.act === 'rename' && (
        <NameDialog
          title={t('security.renameTitle')}
          confirm={t('security.rename')}
          name={asked.key.name}
          problem={rename.error}
          busy={rename.isPending}
          onClose={close}
          onName={(name) => rename.mutate({ passkey: asked.key.id, name })}
        />
      )}
      <ReasonDialog
        opened={asked?.act === 'remove'}
        title={t('security.removeTitle', { name: asked?.act === 'remove' ? asked.key.name : '' })}
        text={t('security.removeText')}
        confirm={t('security.remove')}
        danger
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => asked?.act === 'remove' && remove.mutate(asked.key.id, { onError: failed })}
      />
    </Card>
  );
}

function Line({ passkey, onAct }: { passkey: SecurityPasskey; onAct: (act: 'rename' | 'remove') => void }) {
  const { t } = useTranslation();
  const used = passkey.used_at
    ? t('security.used', { when: date(passkey.used_at, ownZone()) })
    : t('security.unused');
  return (
    <li className={styles.one}>
      <KeyRound size={18} aria-hidden="true" />
      <div>
        <p className={styles.name}>{passkey.name}</p>
        <span className={styles.small}>
          {t(passkey.synced ? 'security.synced' : 'security.bound')} · {used}
        </span>
      </div>
      <div className={styles.acts}>
        {(['rename', 'remove'] as const).map((act) => (
          <Button
            key={act}
            variant="subtle"
            size="xs"
            aria-label={`${t(`security.${act}`)}: ${passkey.name}`}
            onClick={() => onAct(act)}
          >
            {t(`security.${act}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

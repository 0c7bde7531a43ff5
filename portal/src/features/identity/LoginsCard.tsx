import { Button } from '@mantine/core';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { beginLinking, type Security, type SecurityLogin, unlinkLogin } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { date } from '../../kit/format';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import { leave } from './provider';
import styles from './Security.module.css';
import { ownZone, useSecurityAct } from './useSecurityAct';

/** The account at another site that signs in here as well. */
export function LoginsCard({ security }: { security: Security }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<SecurityLogin>();
  const provider = security.provider ?? '';
  const link = useSecurityAct(
    async () => (await beginLinking({ throwOnError: true })).data.url,
    (url) => leave(url, '/account/security'),
  );
  const unlink = useSecurityAct(
    (subject: string) => unlinkLogin({ path: { subject }, throwOnError: true }),
    () => {
      setAsked(undefined);
      said(t('security.unlinked', { provider }));
    },
  );
  return (
    <Card title={provider}>
      <p className={styles.text}>{t('security.providerText', { provider })}</p>
      <ul className={styles.keys}>
        {security.logins.map((one) => (
          <li key={one.subject} className={styles.one}>
            <LogIn size={18} aria-hidden="true" />
            <div>
              <p className={styles.name}>{one.email}</p>
              <span className={styles.small}>
                {t('security.linked', { date: date(one.linked_at, ownZone()) })}
              </span>
            </div>
            <Button variant="subtle" size="xs" onClick={() => setAsked(one)}>
              {t('security.unlink')}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        loading={link.isPending}
        onClick={() => link.mutate(undefined, { onError: failed })}
      >
        {t('security.link', { provider })}
      </Button>
      <ReasonDialog
        opened={asked !== undefined}
        title={t('security.unlinkTitle', { name: asked?.email ?? '' })}
        text={t('security.unlinkText', { provider })}
        confirm={t('security.unlink')}
        danger
        busy={unlink.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && unlink.mutate(asked.subject, { onError: failed })}
      />
    </Card>
  );
}

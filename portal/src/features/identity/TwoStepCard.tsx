import { Button } from '@mantine/core';
import { useState } from 'react';
import { forgetAuthenticator, renewRecoveryCodes, type Security } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { date } from '../../kit/format';
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import { EnrolDialog } from './EnrolDialog';
import { RecoveryDialog } from './RecoveryDialog';
import styles from './Security.module.css';
import { ownZone, useSecurityAct } from './useSecurityAct';

/** Two-step sign-in: on or off, and the recovery codes. */
export function TwoStepCard({ security }: { security: Security }) {
  const { t } = useTranslation();
  const app = security.authenticator;
  const [asked, setAsked] = useState<'on' | 'off' | 'codes'>();
  const [codes, setCodes] = useState<string[]>();
  const off = useSecurityAct(
    () => forgetAuthenticator({ throwOnError: true }),
    () => {
      setAsked(undefined);
      said(t('security.turnedOff'));
    },
  );
  const renew = useSecurityAct(
    async () => (await renewRecoveryCodes({ throwOnError: true })).data.codes,
    (fresh) => {
      setAsked(undefined);
      setCodes(fresh);
    },
  );
  const close = () => setAsked(undefined);
  return (
    <Card title={t('security.twoStep')}>
      <p className={styles.text}>{t('security.twoStepText')}</p>
      <p className={styles.state}>
        <Pill tone={app ? 'good' : 'plain'}>{t(app ? 'security.on' : 'security.off')}</Pill>
        {app && (
          <span className={styles.small}>
            {t('security.since', { date: date(app.since, ownZone()) })} ·{' '}
            {t('security.left', { count: app.recovery_left })}
          </span>
        )}
      </p>
      <div className={styles.acts}>
        {app ? (
          <>
            <Button variant="default" onClick={() => setAsked('codes')}>
              {t('security.newCodes')}
            </Button>
            <Button variant="default" onClick={() => setAsked('off')}>
              {t('security.turnOff')}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsked('on')}>{t('security.turnOn')}</Button>
        )}
      </div>
      {asked === 'on' && <EnrolDialog onClose={close} onCodes={setCodes} />}
      <ReasonDialog
        opened={asked === 'off'}
        title={t('security.turnOffTitle')}
        text={t('security.turnOffText')}
        confirm={t('security.turnOff')}
        danger
        busy={off.isPending}
        onClose={close}
        onConfirm={() => off.mutate(undefined, { onError: failed })}
      />
      <ReasonDialog
        opened={asked === 'codes'}
        title={t('security.newCodesTitle')}
        text={t('security.newCodesText')}
        confirm={t('security.newCodes')}
        busy={renew.isPending}
        onClose={close}
        onConfirm={() => renew.mutate(undefined, { onError: failed })}
      />
      {codes && <RecoveryDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Card>
  );
}

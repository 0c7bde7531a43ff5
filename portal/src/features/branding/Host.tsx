import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerHostState, ManagerSettings } from '../../api';
import { checkPortalHostMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { FormProblem } from '../../kit/FormProblem';
import { Locked, May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import styles from './Branding.module.css';
import { useBrand } from './useBrand';

const tones = { done: 'good', missing: 'warn', taken: 'bad', unknown: 'plain' } as const;

/** The program's portal on a host of its own: what has to be done for it, and how far that is. */
export function Host({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { brand, slug } = settings;
  const { save, busy, problem, wrong } = useBrand(settings);
  const [typed, setTyped] = useState(brand.portal_host ?? '');
  const host = typed.trim().toLowerCase();
  const check = useMutation(checkPortalHostMutation());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate({ path, body: { host } });
  };
  const state = check.data?.host === host ? check.data : undefined;
  return (
    <Card title={t('branding.host')}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('branding.hostText')}</p>
        <Locked to="own">
          <TextInput
            label={t('branding.hostName')}
            placeholder="portal.example.com"
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
            maxLength={253}
            error={wrong['brand.portal_host']}
          />
        </Locked>
        {host !== '' && (
          <ol className={styles.steps}>
            <Step done={state?.secure} text={t('branding.stepCertificate', { host })}>
              <CopyField
                stacked
                label={t('branding.command')}
                value={`aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name ${host}`}
              />
            </Step>
            <Step done={state?.found} text={t('branding.stepDns')}>
              <CopyField
                stacked
                label={t('branding.record')}
                value={`${host}. CNAME ${brand.portal_target}.`}
              />
            </Step>
            <Step done={state?.bound} text={t('branding.stepBind', { host })}>
              <CopyField
                stacked
                label={t('branding.command')}
                value={`trib domain add --host ${host} --program ${slug}`}
              />
            </Step>
            <Step done={state?.ours} text={t('branding.stepOurs')} />
          </ol>
        )}
        <FormProblem problem={check.error ?? problem} />
        <May to="own">
          <div className={styles.acts}>
            <Button type="submit" variant="default" loading={check.isPending} disabled={host === ''}>
              {t('branding.check')}
            </Button>
            <Button
              loading={busy}
              disabled={host === (brand.portal_host ?? '')}
              onClick={() => save({ brand: { portal_host: host } })}
            >
              {host === '' ? t('branding.hostLeave') : t('branding.hostUse')}
            </Button>
          </div>
        </May>
      </form>
    </Card>
  );
}

function Step({
  done,
  text,
  children,
}: {
  done: ManagerHostState['bound'] | ManagerHostState['found'] | undefined;
  text: string;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <p className={styles.step}>
        {text} {done && <Pill tone={tones[done]}>{t(`branding.state.${done}`)}</Pill>}
      </p>
      {children}
    </li>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ManagerSettings } from '../../api';
import { createApiKeyMutation, rotatePostbackSecretMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { FormProblem } from '../../kit/FormProblem';
import { useCopy } from '../../kit/useCopy';
import styles from './Setup.module.css';

const ways = ['postback', 'stripe', 'shopify', 'snippet'] as const;
type Way = (typeof ways)[number];

/** The four ways in which sales are told; the doctor proves whichever was taken. */
export function TrackingStep({
  settings,
  onShown,
  onKept,
}: {
  settings: ManagerSettings;
  /** Something is on the screen that is shown this once. */
  onShown: () => void;
  onKept: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [way, setWay] = useState<Way>('postback');
  const connect = (provider: 'stripe' | 'shopify') => (
    <div>
      <Button
        renderRoot={(props) => (
          <Link to="/m/$program/integrations/$provider" params={{ ...path, provider }} {...props} />
        )}
      >
        {t('launch.connect', { name: { stripe: 'Stripe', shopify: 'Shopify' }[provider] })}
      </Button>
    </div>
  );
  const bodies: Record<Way, ReactNode> = {
    postback: <Postback settings={settings} onShown={onShown} onKept={onKept} />,
    stripe: connect('stripe'),
    shopify: connect('shopify'),
    snippet: <Pages onShown={onShown} onKept={onKept} />,
  };
  return (
    <div className={styles.form}>
      <fieldset className={styles.ways}>
        <legend className={styles.text}>{t('launch.ways')}</legend>
        {ways.map((one) => (
          <label key={one} className={styles.way} data-chosen={way === one || undefined}>
            <input type="radio" name="way" value={one} checked={way === one} onChange={() => setWay(one)} />
            <span>
              <span className={styles.name}>{t(`launch.way.${one}`)}</span>
              <span className={styles.why}>{t(`launch.wayFor.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {bodies[way]}
    </div>
  );
}

/** The address that the shop's server calls, with its secret, which is shown this once. */
type Shown = { onShown: () => void; onKept: () => void };

function Postback({ settings, onShown, onKept }: Shown & { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const make = useMutation({
    ...rotatePostbackSecretMutation(),
    onSuccess: () => {
      onShown();
      void queryClient.invalidateQueries();
    },
  });
  if (make.data)
    return (
      <div className={styles.once}>
        <p>{t('settings.secretOnce')}</p>
        <CopyField value={make.data.postback_url} label={t('settings.readyUrl')} primary />
        <p>{t('launch.postbackText')}</p>
        <div>
          <Button onClick={onKept}>{t('launch.kept')}</Button>
        </div>
      </div>
    );
  return (
    <>
      {settings.postback_secret_set && (
        <p className={styles.text}>
          {t('settings.secretSet', { hint: settings.postback_secret_hint ?? '' })}
        </p>
      )}
      <FormProblem problem={make.error} />
      <div>
        <Button loading={make.isPending} onClick={() => make.mutate({ path })}>
          {t('launch.makeAddress')}
        </Button>
      </div>
    </>
  );
}

/** The script for the shop's pages, with a key that everybody may read. */
function Pages({ onShown, onKept }: Shown) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [copied, copy] = useCopy();
  const make = useMutation({
    ...createApiKeyMutation(),
    onSuccess: () => {
      onShown();
      void queryClient.invalidateQueries();
    },
  });
  const code = [
    '<script>window.trib=window.trib||function(){(trib.q=trib.q||[]).push(arguments)}</script>',
    `<script async src="${window.location.origin}/p.js" data-key="${make.data?.key ?? ''}"></script>`,
  ].join('\n');
  return (
    <>
      <p className={styles.text}>{t('launch.snippetText')}</p>
      {make.data && <pre className={styles.code}>{code}</pre>}
      <FormProblem problem={make.error} />
      <div>
        {make.data ? (
          <span className={styles.acts}>
            <Button variant="default" onClick={() => copy(code)}>
              {t(copied ? 'copy.done' : 'copy.do')}
            </Button>
            <Button onClick={onKept}>{t('launch.kept')}</Button>
          </span>
        ) : (
          <Button
            loading={make.isPending}
            onClick={() => make.mutate({ path, body: { name: t('launch.pagesKey'), kind: 'publishable' } })}
          >
            {t('launch.makeSnippet')}
          </Button>
        )}
      </div>
    </>
  );
}

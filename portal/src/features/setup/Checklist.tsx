import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PartyPopper } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ManagerSettings, ManagerSetup, ManagerSetupStep } from '../../api';
import { getSettingsOptions, getSetupOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { BasicsStep } from './BasicsStep';
import { BrandStep } from './BrandStep';
import { InviteStep } from './InviteStep';
import { OfferStep } from './OfferStep';
import styles from './Setup.module.css';
import { Step } from './Step';
import { TrackingStep } from './TrackingStep';

type Props = { publish: ReactNode; doctor: ReactNode };

/** From nothing to a live program on one page: each step says by itself whether it is done. */
export function Checklist(props: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const setup = useQuery(getSetupOptions({ path }));
  const settings = useQuery({ ...getSettingsOptions({ path }), refetchOnWindowFocus: false });
  return (
    <Screen>
      <PageHead title={t('launch.title')} meta={t('launch.meta')} />
      <Loaded
        query={{
          ...setup,
          data: setup.data && settings.data && { setup: setup.data, settings: settings.data },
        }}
        skeleton={
          <Waiting>
            <CardSkeleton height={560} />
          </Waiting>
        }
      >
        {(found) => <Steps {...found} {...props} />}
      </Loaded>
    </Screen>
  );
}

function Steps({
  setup,
  settings,
  publish,
  doctor,
}: Props & { setup: ManagerSetup; settings: ManagerSettings }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ManagerSetupStep['key'] | 'none'>();
  const next = setup.steps.find((step) => !step.done && !step.optional)?.key;
  const open = chosen ?? next;
  const bodies: Record<ManagerSetupStep['key'], ReactNode> = {
    basics: <BasicsStep settings={settings} />,
    brand: <BrandStep settings={settings} />,
    offer: <OfferStep settings={settings} />,
    integration: (
      <TrackingStep
        settings={settings}
        onShown={() => setChosen('integration')}
        onKept={() => setChosen(undefined)}
      />
    ),
    partner: <InviteStep applyUrl={setup.apply_url} />,
    test: doctor,
    live: (
      <div className={styles.form}>
        <p className={styles.text}>
          {t('launch.liveText', { currency: settings.currency, zone: settings.zone })}
        </p>
        <div>{setup.status === 'draft' && publish}</div>
      </div>
    ),
  };
  return (
    <>
      {setup.complete && <Ready applyUrl={setup.apply_url} />}
      <Card
        title={t('launch.progress', {
          done: setup.steps.filter((s) => s.done).length,
          all: setup.steps.length,
        })}
      >
        <ol className={styles.steps}>
          {setup.steps.map((step) => (
            <Step
              key={step.key}
              step={step}
              open={open === step.key}
              onToggle={() => setChosen(open === step.key ? 'none' : step.key)}
            >
              <Locked to={step.key === 'partner' || step.key === 'test' ? 'manage' : 'own'}>
                {bodies[step.key]}
              </Locked>
            </Step>
          ))}
        </ol>
      </Card>
    </>
  );
}

/** What there is to do once everything is done. */
function Ready({ applyUrl }: { applyUrl: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return (
    <Card>
      <Empty
        icon={PartyPopper}
        title={t('launch.ready')}
        text={t('launch.readyText')}
        action={
          <Button renderRoot={(props) => <Link to="/m/$program" params={path} {...props} />}>
            {t('launch.toOverview')}
          </Button>
        }
      />
      <CopyField value={applyUrl} label={t('setup.applyPage')} />
    </Card>
  );
}

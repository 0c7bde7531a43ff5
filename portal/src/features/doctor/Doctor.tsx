import { lazy, Suspense } from 'react';
import { useTranslation } from '../../i18n';
import { Locked, May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CheckCard } from './CheckCard';
import { IncomingCard } from './IncomingCard';
import { RunCard } from './RunCard';

const ClickKeysCard = lazy(() => import('./ClickKeysCard'));

/** Where an integrator finds out what is wrong with a report, before and while it is sent. */
export function Doctor() {
  const { t } = useTranslation();
  return (
    <Screen>
      <PageHead title={t('nav.doctor')} meta={t('doctor.meta')} />
      <Locked to="manage">
        <CheckCard />
      </Locked>
      <May to="manage">
        <RunCard />
      </May>
      <IncomingCard />
      <Suspense>
        <May to="own">
          <ClickKeysCard />
        </May>
      </Suspense>
    </Screen>
  );
}

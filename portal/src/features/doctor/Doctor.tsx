import { lazy, Suspense } from 'react';
import { useTranslation } from '../../i18n';
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
      <CheckCard />
      <RunCard />
      <IncomingCard />
      <Suspense>
        <ClickKeysCard />
      </Suspense>
    </Screen>
  );
}

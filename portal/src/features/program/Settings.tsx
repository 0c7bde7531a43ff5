import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getSettingsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill, type Tone } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { AttributionSection } from './AttributionSection';
import { LookLink } from './LookLink';
import { MoneySection } from './MoneySection';
import { PostbackSection } from './PostbackSection';
import { ProvidersSection } from './ProvidersSection';
import { PublishButton } from './PublishButton';
import { SiteSection } from './SiteSection';

const FurtherLinks = lazy(() => import('./FurtherLinks'));
const PortalSection = lazy(() => import('./PortalSection'));
const RatesSection = lazy(() => import('./RatesSection'));

const tones: Record<'draft' | 'live' | 'paused' | 'closed', Tone> = {
  draft: 'warn',
  live: 'good',
  paused: 'warn',
  closed: 'plain',
};

/** Everything the program decides: its look, its site, its money, and who reports its sales. */
export function Settings() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const settings = useQuery({ ...getSettingsOptions({ path }), refetchOnWindowFocus: false });
  return (
    <Screen>
      <PageHead title={t('nav.settings')}>
        {settings.data && (
          <Pill tone={tones[settings.data.status]}>{t(`programStatus.${settings.data.status}`)}</Pill>
        )}
        {(settings.data?.status === 'draft' || settings.data?.status === 'paused') && (
          <May to="own">
            <PublishButton />
          </May>
        )}
      </PageHead>
      <Loaded
        query={settings}
        skeleton={
          <Waiting>
            <Screen>
              <CardSkeleton height={230} />
              <CardSkeleton height={260} />
              <CardSkeleton height={260} />
            </Screen>
          </Waiting>
        }
      >
        {(found) => (
          <>
            <LookLink />
            <SiteSection settings={found} />
            <Suspense fallback={<CardSkeleton height={880} />}>
              <FurtherLinks settings={found} />
            </Suspense>
            <Suspense fallback={<CardSkeleton height={520} />}>
              <PortalSection settings={found} />
            </Suspense>
            <MoneySection settings={found} />
            <Suspense fallback={<CardSkeleton height={420} />}>
              <RatesSection settings={found} />
            </Suspense>
            <AttributionSection settings={found} />
            <PostbackSection settings={found} />
            <ProvidersSection />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

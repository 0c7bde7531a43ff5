import { useMutation, useQuery } from '@tanstack/react-query';
import {
  getSettingsOptions,
  listOffersOptions,
  replayPeriodMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { Difference } from './Difference';
import { Publish } from './Publish';
import { ReplayForm } from './ReplayForm';

/** What a past period would have cost under other rules, before anybody changes them. */
export function Replay() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const settings = useQuery({ ...getSettingsOptions({ path }), refetchOnWindowFocus: false });
  const offers = useQuery(listOffersOptions({ path }));
  const replay = useMutation(replayPeriodMutation());
  return (
    <Screen>
      <PageHead title={t('replay.title')} />
      <Loaded
        query={settings}
        skeleton={
          <Waiting>
            <CardSkeleton height={300} />
          </Waiting>
        }
      >
        {(found) => (
          <Locked to="manage">
            <ReplayForm
              settings={found}
              offers={offers.data?.data ?? []}
              busy={replay.isPending}
              problem={replay.error}
              onRun={(body) => replay.mutate({ path, body })}
            />
          </Locked>
        )}
      </Loaded>
      <div aria-live="polite">
        {replay.data && replay.variables && (
          <>
            <Difference found={replay.data} />
            <Publish proposal={replay.variables.body} seen={replay.data} />
          </>
        )}
      </div>
    </Screen>
  );
}

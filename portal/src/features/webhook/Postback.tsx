import { useQuery } from '@tanstack/react-query';
import { getPostbackOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { Deliveries } from './Deliveries';
import { PostbackForm } from './PostbackForm';
import { PostbackState } from './PostbackState';

/** The partner's own endpoint, called on every event: where, what, and how it went. */
export function Postback() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const hook = useQuery(getPostbackOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('nav.postback')} meta={t('postback.meta')} />
      <Loaded
        query={hook}
        skeleton={
          <Waiting>
            <CardSkeleton height={420} />
          </Waiting>
        }
      >
        {(found) => (
          <>
            {found.set && <PostbackState hook={found} />}
            <PostbackForm key={found.version} hook={found} />
            {found.set && <Deliveries />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

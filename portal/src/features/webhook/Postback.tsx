import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { getPostbackOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
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
  const { admin } = usePartnerPlace();
  if (admin) return <Endpoint />;
  return (
    <Card>
      <Empty main icon={Lock} title={t('postback.adminsOnly')} text={t('postback.adminsOnlyText')} />
    </Card>
  );
}

function Endpoint() {
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

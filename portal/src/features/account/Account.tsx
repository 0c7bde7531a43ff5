import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getAccountOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { EmailCard } from './EmailCard';
import { PasswordCard } from './PasswordCard';
import { ProfileCard } from './ProfileCard';
import { SessionsCard } from './SessionsCard';

const DataCard = lazy(() => import('./DataCard'));

/** One's own account: who one is, the language, how one signs in and where one is signed in. */
export function Account() {
  const { t } = useTranslation();
  const account = useQuery(getAccountOptions());
  return (
    <Screen narrow>
      <PageHead title={t('nav.account')} />
      <Loaded query={account} skeleton={<TableSkeleton columns={2} rows={6} />}>
        {(data) => (
          <>
            <ProfileCard account={data} />
            <EmailCard account={data} />
            <PasswordCard account={data} />
          </>
        )}
      </Loaded>
      <SessionsCard />
      {account.data && (
        <Suspense>
          <DataCard account={account.data} />
        </Suspense>
      )}
    </Screen>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getSecurityOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton } from '../../kit/Skeletons';
import { LoginsCard } from './LoginsCard';
import { PasskeysCard } from './PasskeysCard';
import { TwoStepCard } from './TwoStepCard';

/** By what one signs in. */
export function Security() {
  const { t } = useTranslation();
  const security = useQuery(getSecurityOptions());
  return (
    <Screen narrow>
      <PageHead title={t('security.title')} />
      <Loaded query={security} skeleton={<CardSkeleton height={320} />}>
        {(data) => (
          <>
            <TwoStepCard security={data} />
            <PasskeysCard security={data} />
            {data.provider && <LoginsCard security={data} />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

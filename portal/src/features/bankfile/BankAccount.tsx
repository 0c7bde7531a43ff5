import { useQuery } from '@tanstack/react-query';
import { getBankAccountOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { CardSkeleton } from '../../kit/Skeletons';
import { AccountForm } from './AccountForm';
import styles from './BankAccount.module.css';

/** The account that files for the bank pay from. */
export function BankAccount() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const query = useQuery({ ...getBankAccountOptions({ path }), refetchOnWindowFocus: false });
  return (
    <Screen>
      <PageHead title={t('bank.title')}>
        {query.data?.sepa && <Pill tone="good">{t('bank.sepaReady')}</Pill>}
        {query.data?.nacha && <Pill tone="good">{t('bank.nachaReady')}</Pill>}
      </PageHead>
      <Card title={t('bank.account')}>
        <p className={styles.note}>{t('bank.text')}</p>
        <Loaded query={query} skeleton={<CardSkeleton height={420} />}>
          {(found) => (
            <Locked to="own">
              <AccountForm key={found.updated_at ?? ''} account={found} />
            </Locked>
          )}
        </Loaded>
      </Card>
    </Screen>
  );
}

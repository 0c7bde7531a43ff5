import { useQuery } from '@tanstack/react-query';
import { getWalletOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import { InvoiceList } from './InvoiceList';
import { PartnerLegal } from './PartnerLegal';
import { StatementCard } from './StatementCard';

/** A partner's documents: invoices for admins, the account statement for everybody. */
export function Invoices() {
  const { t } = useTranslation();
  const { admin } = usePartnerPlace();
  return (
    <Screen>
      <PageHead title={t('nav.invoices')} />
      {admin && (
        <>
          <Totals />
          <InvoiceList />
        </>
      )}
      <StatementCard />
      {admin && <PartnerLegal />}
    </Screen>
  );
}

function Totals() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const wallet = useQuery(getWalletOptions({ path }));
  return (
    <Loaded query={wallet} skeleton={<CardSkeleton height={90} />}>
      {(found) => (
        <StatStrip
          compact
          stats={[
            {
              id: 'due',
              label: t('invoices.due'),
              meaning: t('invoices.dueMeaning'),
              value: money(found.in_transit),
            },
            {
              id: 'paid',
              label: t('invoices.paid'),
              meaning: t('invoices.paidMeaning'),
              value: money(found.paid),
            },
          ]}
        />
      )}
    </Loaded>
  );
}

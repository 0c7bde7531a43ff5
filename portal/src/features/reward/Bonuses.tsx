import { useQuery } from '@tanstack/react-query';
import { listCommissionsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { date, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';

/** What SPIFFs and bonuses brought, apart from the commissions of sales. */
export function Bonuses() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const bonuses = useQuery(listCommissionsOptions({ path, query: { kind: 'bonuses', limit: 50 } }));
  const rows = bonuses.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Card>
      <Lines
        title={t('rewards.bonuses')}
        lines={rows.map((row) => ({
          id: row.id,
          text: row.offer,
          meta: `${date(row.occurred_at, zone)} · ${t(`status.${row.status}`)}`,
          amount: money(row.amount),
        }))}
      />
    </Card>
  );
}

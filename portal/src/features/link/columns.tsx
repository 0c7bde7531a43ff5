import type { PartnerLink } from '../../api';
import { useTranslation } from '../../i18n';
import type { Column } from '../../kit/DataTable';
import { count, money } from '../../kit/format';
import { Pill } from '../../kit/Pill';
import styles from './Links.module.css';
import { linkName } from './name';

/** Whether a link leads anywhere, and if not, why. */
function stateOf(row: PartnerLink): 'active' | 'inactive' | 'archived' | 'ended' {
  if (row.archived) return 'archived';
  if (row.expires_at && Date.parse(row.expires_at) <= Date.now()) return 'ended';
  return row.active ? 'active' : 'inactive';
}

/** The columns of the list of links, that of leads where there are any; sorted in the page, because it is read as a whole. */
export function useLinkColumns(rows: readonly PartnerLink[]): Column<PartnerLink>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      head: t('links.name'),
      card: 'title',
      sort: (row) => linkName(row, t).toLowerCase(),
      cell: (row) => (
        <span className={styles.name}>
          {linkName(row, t)}
          {row.default && <span className={styles.tag}>{t('links.default')}</span>}
          {row.smart && <span className={styles.tag}>{t('links.smart')}</span>}
          {row.kind === 'holdout' && <span className={styles.tag}>{t('links.holdout')}</span>}
          {row.kind === 'marketplace' && <span className={styles.tag}>{t('links.store')}</span>}
        </span>
      ),
    },
    {
      id: 'url',
      head: t('links.url'),
      muted: true,
      card: 'meta',
      cell: (row) => <code>{row.url.replace(/^https?:\/\//, '')}</code>,
    },
    {
      id: 'clicks',
      head: t('stat.clicks'),
      end: true,
      sort: (row) => row.clicks,
      cell: (row) => count(row.clicks),
    },
    {
      id: 'conversions',
      head: t('stat.conversions'),
      end: true,
      sort: (row) => row.conversions,
      cell: (row) => count(row.conversions),
    },
    ...(rows.some((row) => row.leads > 0)
      ? [
          {
            id: 'leads',
            head: t('stat.leads'),
            end: true,
            sort: (row: PartnerLink) => row.leads,
            cell: (row: PartnerLink) => count(row.leads),
          },
        ]
      : []),
    {
      id: 'revenue',
      head: t('links.revenue'),
      end: true,
      sort: (row) => row.revenue.amount,
      cell: (row) => money(row.revenue),
    },
    {
      id: 'commission',
      head: t('links.commission'),
      end: true,
      card: 'amount',
      sort: (row) => row.commission.amount,
      cell: (row) => <strong>{money(row.commission)}</strong>,
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={stateOf(row) === 'active' ? 'good' : 'plain'}>{t(`links.${stateOf(row)}`)}</Pill>
      ),
    },
  ];
}

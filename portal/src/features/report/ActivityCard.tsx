import { BadgeCheck, Ban, Banknote, Bell, type LucideIcon, ShoppingBag, Undo2, UserPlus } from 'lucide-react';
import type { Money } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { dateTime, signedMoney } from '../../kit/format';
import { Loaded, type Query } from '../../kit/Loaded';
import { Bar, Waiting } from '../../kit/Skeletons';
import styles from './Activity.module.css';
import { activityText } from './activityText';

const icons: Record<string, LucideIcon> = {
  'conversion.recorded': UserPlus,
  'commission.created': ShoppingBag,
  'commission.approved': BadgeCheck,
  'commission.declined': Ban,
  'commission.reversed': Undo2,
  'commission.paid': Banknote,
  'payout.sent': Banknote,
};
const gains = new Set(['commission.created', 'commission.approved']);

type Row = {
  id: string;
  type: string;
  at: string;
  amount?: Money;
  count?: number;
  kind?: string;
  offer?: string;
  reason?: string;
  /** Whose it is, where several stand in one list. */
  partner?: { name: string };
  /** Where it differs from that of the list. */
  zone?: string;
};

/** A list of what happened last. */
export function ActivityCard({
  query,
  zone,
  empty,
}: {
  query: Query<{ data: Row[] }>;
  zone: string;
  empty: string;
}) {
  const { t } = useTranslation();
  return (
    <Card title={t('overview.activity')} flush>
      <Loaded query={query} skeleton={<ActivitySkeleton />}>
        {(found) =>
          found.data.length === 0 ? (
            <Empty icon={Bell} title={t('overview.quiet')} text={empty} />
          ) : (
            <ul className={styles.list}>
              {found.data.map((row) => (
                <Line key={row.id} row={row} zone={zone} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Line({ row, zone }: { row: Row; zone: string }) {
  const { t } = useTranslation();
  const Icon = icons[row.type] ?? Bell;
  return (
    <li className={styles.line}>
      <span className={styles.icon}>
        <Icon size={15} aria-hidden="true" />
      </span>
      <span className={styles.text}>
        {activityText(row, t)}
        {row.partner && <span className={styles.who}> · {row.partner.name}</span>}
      </span>
      <time className={styles.time} dateTime={row.at}>
        {dateTime(row.at, row.zone ?? zone)}
      </time>
      <span className={styles.amount}>
        {row.amount &&
          (gains.has(row.type) ? signedMoney(row.amount) : signedMoney(row.amount).replace('+', ''))}
      </span>
    </li>
  );
}

function ActivitySkeleton() {
  return (
    <Waiting>
      <div className={styles.list}>
        {['70%', '52%', '64%', '46%'].map((width) => (
          <div key={width} className={styles.line}>
            <Bar width={28} height={28} />
            <Bar width={width} />
          </div>
        ))}
      </div>
    </Waiting>
  );
}

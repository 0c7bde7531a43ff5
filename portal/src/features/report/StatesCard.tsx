import { Link } from '@tanstack/react-router';
import type { ManagerStates } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { money } from '../../kit/format';
import styles from './StatesCard.module.css';

const order = [
  'pending',
  'approved',
  'available',
  'paid',
  'declined',
  'reversed',
] as const satisfies readonly (keyof ManagerStates)[];

/** How far the commissions of the period have come, each state against the greatest. */
export default function StatesCard({ states }: { states: ManagerStates }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const greatest = Math.max(1, ...order.map((state) => states[state].amount));
  return (
    <Card title={t('overview.states')}>
      <ul className={styles.list}>
        {order.map((state) => (
          <li key={state}>
            <Link
              to="/m/$program/commissions"
              params={path}
              search={{ status: state }}
              className={styles.state}
            >
              <span>{t(`status.${state}`)}</span>
              <span className={styles.amount}>{money(states[state])}</span>
              <span className={styles.track} aria-hidden="true">
                <span
                  data-state={state}
                  style={{ width: `${(Math.max(0, states[state].amount) / greatest) * 100}%` }}
                />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

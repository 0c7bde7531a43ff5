import type { ManagerReportFigures } from '../../api';
import { ClassesCard } from './ClassesCard';
import styles from './Report.module.css';
import StatesCard from './StatesCard';

/** What only managers see of a period: the classes of clicks, and where commissions stand. */
export default function ManageCards({ total }: { total: ManagerReportFigures }) {
  return (
    <div className={styles.pair}>
      <ClassesCard total={total} />
      {total.states && <StatesCard states={total.states} />}
    </div>
  );
}

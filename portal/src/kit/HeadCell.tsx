import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Column } from './DataTable';
import styles from './DataTable.module.css';
import type { Sort } from './sort';

/** A column's head; a button where the column can be sorted. */
export function HeadCell<T>({
  column,
  sortable,
  sort,
  onSort,
}: {
  column: Column<T>;
  sortable: boolean;
  sort: Sort | undefined;
  onSort: () => void;
}) {
  const active = sort?.id === column.id ? (sort.down ? 'descending' : 'ascending') : undefined;
  const button = sortable && column.sort;
  const Icon = active === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      role="columnheader"
      data-end={column.end || undefined}
      aria-sort={button ? (active ?? 'none') : undefined}
    >
      {button ? (
        <button
          type="button"
          className={styles.sort}
          onClick={onSort}
          data-active={active ? true : undefined}
        >
          {column.head}
          <Icon size={13} aria-hidden="true" />
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

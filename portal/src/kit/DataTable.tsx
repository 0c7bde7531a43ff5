import { Button, Checkbox } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from '../i18n';
import styles from './DataTable.module.css';
import { HeadCell } from './HeadCell';
import { RowLink } from './RowLink';
import { nextSort, type Sort, sorted } from './sort';
import { useWindow } from './useWindow';

/** One column. On a phone the row becomes a card: `card` says where the cell goes, `acts` below all else; no `card` leaves it out. */
export type Column<T> = {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  end?: boolean;
  muted?: boolean;
  sort?: (row: T) => number | string;
  card?: 'title' | 'meta' | 'amount' | 'status' | 'acts';
};

export type Selection = {
  chosen: ReadonlySet<string>;
  set: (chosen: ReadonlySet<string>) => void;
  can?: (id: string) => boolean;
};

type Props<T> = {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** What opens when the row is chosen, named for a screen reader; rows without it are not links. */
  rowLabel?: (row: T) => string;
  openId?: string;
  selection?: Selection;
  more?: (() => void) | undefined;
  loadingMore?: boolean;
  /** A row below all others that is never sorted: a total. */
  foot?: T | undefined;
  /** Many columns: closer together, and the frame scrolls sideways where they do not fit. */
  wide?: boolean;
};

/**
 * A table that is a list of cards on a phone. The open row stays marked while its
 * drawer is open. Of many rows only those are drawn that are near what is seen.
 */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  rowLabel,
  openId,
  selection,
  more,
  loadingMore,
  foot,
  wide = false,
}: Props<T>) {
  const { t } = useTranslation();
  const address = useLocation({ select: (location) => location.href });
  const [sort, setSort] = useState<Sort>();
  // What is not all here cannot be sorted here: the largest row may be on a page to come.
  const key = more ? undefined : columns.find((column) => column.id === sort?.id)?.sort;
  const shown = key && sort ? sorted(rows, key, sort.down) : rows;
  const body = useRef<HTMLTableSectionElement>(null);
  const seen = useWindow(body, shown.length);
  const selectable = rows.map(rowKey).filter((id) => selection?.can?.(id) ?? true);
  const all = selectable.length > 0 && selectable.every((id) => selection?.chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(selection?.chosen);
    if (!next.delete(id)) next.add(id);
    selection?.set(next);
  };

  return (
    <div className={styles.frame} data-wide={wide || undefined} {...scrolls(wide, label)}>
      <table
        className={styles.table}
        aria-label={label}
        aria-rowcount={shown.length + 1}
        role="table"
        data-select={selection ? true : undefined}
      >
        <thead role="rowgroup">
          <tr role="row">
            {selection && (
              <th className={styles.check} role="columnheader">
                <Checkbox
                  size="xs"
                  aria-label={t('table.all')}
                  checked={all}
                  indeterminate={!all && selection.chosen.size > 0}
                  onChange={() => selection.set(all ? new Set() : new Set(selectable))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                sortable={!more}
                sort={sort}
                onSort={() => setSort(nextSort(sort, column.id))}
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          <Gap height={seen.above} />
          {shown.slice(seen.from, seen.to).map((row, n) => {
            const id = rowKey(row);
            return (
              <tr
                key={id}
                role="row"
                aria-rowindex={seen.from + n + 2}
                data-open={id === openId || undefined}
                data-link={rowLabel ? true : undefined}
              >
                {selection && (
                  <td className={styles.check} role="cell">
                    <Checkbox
                      size="xs"
                      aria-label={t('table.choose', { row: rowLabel?.(row) ?? id })}
                      checked={selection.chosen.has(id)}
                      disabled={selection.can ? !selection.can(id) : false}
                      onChange={() => toggle(id)}
                    />
                  </td>
                )}
                {columns.map((column, i) => (
                  <td
                    key={column.id}
                    role="cell"
                    data-end={column.end || undefined}
                    data-muted={column.muted || undefined}
                    data-card={column.card ?? 'none'}
                  >
                    {i === 0 && rowLabel && (
                      <RowLink id={id} label={rowLabel(row)} address={address} className={styles.open} />
                    )}
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={seen.below} />
        </tbody>
        {foot !== undefined && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <td
                  key={column.id}
                  role="cell"
                  data-end={column.end || undefined}
                  data-card={column.card ?? 'none'}
                >
                  {column.cell(foot)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {more && (
        <div className={styles.more}>
          <Button variant="default" onClick={more} loading={loadingMore ?? false}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The place of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it holds nothing, and is no row to a screen reader.
  return height > 0 && <tr role="presentation" className={styles.gap} style={{ height }} />;
}

/** What scrolls must be reached by the keyboard, and have a name. */
const scrolls = (wide: boolean, label: string) =>
  wide ? ({ role: 'region', tabIndex: 0, 'aria-label': label } as const) : {};

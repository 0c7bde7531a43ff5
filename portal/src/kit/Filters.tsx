import { ScrollArea, SegmentedControl } from '@mantine/core';
import styles from './Filters.module.css';

/** One of a few states to show, or all of them. */
export function Filter<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <ScrollArea type="never" scrollbars="x">
      <SegmentedControl<T>
        aria-label={label}
        value={value}
        data={[...options]}
        onChange={onChange}
        size="sm"
        withItemsBorders={false}
        classNames={styles as { root: string; label: string; indicator: string }}
      />
    </ScrollArea>
  );
}

import { Checkbox } from '@mantine/core';
import { useTranslation } from '../../i18n';
import styles from './Market.module.css';
import { type Kind, kinds } from './names';

/** Which kinds of partners: those that one is, or those that are looked for. */
export function KindChoice({
  label,
  hint,
  value,
  error,
  onChange,
}: {
  label: string;
  hint?: string;
  value: readonly Kind[];
  error?: string | undefined;
  onChange: (next: Kind[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={label}
      description={hint}
      error={error}
      value={[...value]}
      onChange={(next) => onChange(kinds.filter((kind) => next.includes(kind)))}
    >
      <div className={styles.kinds}>
        {kinds.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`market.kind.${kind}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

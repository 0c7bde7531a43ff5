import { ActionIcon, NativeSelect } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from '../../i18n';
import { fieldsOf, kinds } from './fields';
import { columnsOf } from './pack';
import styles from './Takeover.module.css';
import type { Chosen, Kind } from './useImport';

/** A file: what its rows are, and which column is which where they are not called as usual. */
export function ChosenFile({
  file,
  onChange,
  onRemove,
}: {
  file: Chosen;
  onChange: (file: Chosen) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const names = columnsOf(file.text);
  const map = (field: string, column: string) => {
    const { [field]: _, ...others } = file.columns;
    onChange({ ...file, columns: column ? { ...others, [field]: column } : others });
  };
  return (
    <li className={styles.file}>
      <div className={styles.fileHead}>
        <code>{file.name}</code>
        <NativeSelect
          aria-label={t('imports.kindOf', { name: file.name })}
          value={file.kind ?? ''}
          data={[
            { value: '', label: t('imports.kindAuto') },
            ...kinds.map((kind) => ({ value: kind, label: t(`imports.kind.${kind}`) })),
          ]}
          onChange={(event) => {
            const { kind: _, ...rest } = file;
            const kind = event.currentTarget.value as Kind | '';
            onChange({ ...rest, ...(kind ? { kind } : {}), columns: {} });
          }}
        />
        <ActionIcon variant="subtle" aria-label={t('imports.remove', { name: file.name })} onClick={onRemove}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      {file.kind && (
        <div className={styles.fields}>
          {fieldsOf[file.kind].map((field) => (
            <NativeSelect
              key={field}
              label={t(`imports.field.${field}`)}
              value={file.columns[field] ?? ''}
              data={[{ value: '', label: t('imports.byName') }, ...names]}
              onChange={(event) => map(field, event.currentTarget.value)}
            />
          ))}
        </div>
      )}
    </li>
  );
}

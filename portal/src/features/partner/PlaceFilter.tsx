import { NativeSelect } from '@mantine/core';
import type { ManagerLadder } from '../../api';
import { useTranslation } from '../../i18n';
import styles from './Partners.module.css';

type Chosen = { group?: string | undefined; tier?: string | undefined };

/** Shows the partners of one group, or of one tier. */
export function PlaceFilter({
  ladder,
  value,
  onChange,
}: {
  ladder: ManagerLadder;
  value: Chosen;
  onChange: (value: Chosen) => void;
}) {
  const { t } = useTranslation();
  const options = (list: { id: string; name: string }[]) => [
    { value: '', label: t('groups.all') },
    ...list.map((one) => ({ value: one.id, label: one.name })),
  ];
  return (
    <div className={styles.places}>
      {ladder.groups.length > 0 && (
        <NativeSelect
          label={t('groups.group')}
          value={value.group ?? ''}
          onChange={(e) => onChange({ ...value, group: e.currentTarget.value || undefined })}
          data={options(ladder.groups)}
        />
      )}
      {ladder.tiers.length > 0 && (
        <NativeSelect
          label={t('groups.tier')}
          value={value.tier ?? ''}
          onChange={(e) => onChange({ ...value, tier: e.currentTarget.value || undefined })}
          data={options(ladder.tiers)}
        />
      )}
    </div>
  );
}

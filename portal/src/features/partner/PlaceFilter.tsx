import { NativeSelect } from '@mantine/core';
import type { ManagerLadder } from '../../api';
import { useTranslation } from '../../i18n';
import styles from './Partners.module.css';
import { engagements } from './status';

type Chosen = {
  group?: string | undefined;
  tier?: string | undefined;
  tag?: string | undefined;
  looks?: string | undefined;
};

/** Shows the partners of one group, tier or tag, or those who look in so often. */
export function PlaceFilter({
  ladder,
  tags,
  value,
  onChange,
}: {
  ladder: ManagerLadder;
  tags: readonly string[];
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
      {tags.length > 0 && (
        <NativeSelect
          label={t('partners.tag')}
          value={value.tag ?? ''}
          onChange={(e) => onChange({ ...value, tag: e.currentTarget.value || undefined })}
          data={[{ value: '', label: t('groups.all') }, ...tags]}
        />
      )}
      <NativeSelect
        label={t('partners.looksIn')}
        value={value.looks ?? ''}
        onChange={(e) => onChange({ ...value, looks: e.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('groups.all') },
          ...engagements.map((one) => ({ value: one, label: t(`partners.looks.${one}`) })),
        ]}
      />
    </div>
  );
}

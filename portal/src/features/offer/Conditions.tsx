import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from '../../i18n';
import styles from './OfferForm.module.css';
import {
  type ConditionDraft,
  emptyCondition,
  emptyGroup,
  fields,
  type GroupDraft,
  operators,
  put,
} from './rules';

const matches = ['all', 'any'] as const;

/** Groups of conditions; all groups must hold. */
export function Conditions({
  groups,
  onChange,
}: {
  groups: GroupDraft[];
  onChange: (groups: GroupDraft[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.list}>
      {groups.map((group, i) => (
        <fieldset key={group.id} className={styles.item}>
          <legend className={styles.row}>
            {t('offerRules.group', { number: i + 1 })}
            <CloseButton
              size="sm"
              aria-label={t('offerRules.removeGroup', { number: i + 1 })}
              onClick={() => onChange(put(groups, group.id))}
            />
          </legend>
          <NativeSelect
            label={t('offerRules.match')}
            value={group.match}
            onChange={(e) =>
              onChange(
                put(groups, group.id, {
                  ...group,
                  match: matches.find((one) => one === e.currentTarget.value) ?? 'all',
                }),
              )
            }
            data={matches.map((value) => ({ value, label: t(`offerRules.matches.${value}`) }))}
          />
          {group.conditions.map((one) => (
            <Condition
              key={one.id}
              value={one}
              onChange={(value) =>
                onChange(
                  put(groups, group.id, { ...group, conditions: put(group.conditions, one.id, value) }),
                )
              }
            />
          ))}
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              onChange(
                put(groups, group.id, { ...group, conditions: [...group.conditions, emptyCondition()] }),
              )
            }
          >
            {t('offerRules.addCondition')}
          </Button>
        </fieldset>
      ))}
      <Button variant="default" size="xs" onClick={() => onChange([...groups, emptyGroup()])}>
        {t('offerRules.addGroup')}
      </Button>
    </div>
  );
}

/** One condition; without a value it is taken out. */
function Condition({
  value,
  onChange,
}: {
  value: ConditionDraft;
  onChange: (value: ConditionDraft | undefined) => void;
}) {
  const { t } = useTranslation();
  const all = [...fields, 'metadata'] as const;
  return (
    <div className={styles.condition}>
      <NativeSelect
        aria-label={t('offerRules.field')}
        value={value.field}
        onChange={(e) =>
          onChange({ ...value, field: all.find((one) => one === e.currentTarget.value) ?? 'country' })
        }
        data={all.map((one) => ({ value: one, label: t(`offerRules.fields.${one}`) }))}
      />
      {value.field === 'metadata' && (
        <TextInput
          aria-label={t('offerRules.key')}
          placeholder={t('offerRules.key')}
          value={value.key}
          onChange={(e) => onChange({ ...value, key: e.currentTarget.value })}
          required
        />
      )}
      <NativeSelect
        aria-label={t('offerRules.operator')}
        value={value.operator}
        onChange={(e) =>
          onChange({ ...value, operator: operators.find((one) => one === e.currentTarget.value) ?? 'is' })
        }
        data={operators.map((one) => ({ value: one, label: t(`offerRules.operators.${one}`) }))}
      />
      <TextInput
        aria-label={t('offerRules.values')}
        placeholder={t(`offerRules.hints.${value.field}`)}
        value={value.values}
        onChange={(e) => onChange({ ...value, values: e.currentTarget.value })}
        required
      />
      <CloseButton
        size="sm"
        aria-label={t('offerRules.removeCondition')}
        onClick={() => onChange(undefined)}
      />
    </div>
  );
}

import { Button, Checkbox, CloseButton, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useTranslation } from '../../i18n';
import { refusal } from './allowed';
import styles from './Links.module.css';
import { devices, emptyRule, goodShare, type RuleDraft } from './rules';
import { TryRules } from './TryRules';

const maxRules = 10;

/** The rules of a smart link: each sends some visitors elsewhere, in their order. */
export function RuleEditor({
  rules,
  destination,
  hosts,
  wrong,
  onChange,
}: {
  rules: readonly RuleDraft[];
  destination: string;
  hosts: readonly string[];
  wrong: Record<string, string>;
  onChange: (rules: readonly RuleDraft[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t('links.rules')}</legend>
      <p className={styles.hint}>{t('links.rulesHint')}</p>
      {rules.map((rule, i) => (
        <OneRule
          key={rule.id}
          rule={rule}
          number={i + 1}
          hosts={hosts}
          wrong={wrong[`rules[${i}]`] ?? wrong[`rules[${i}].destination`]}
          onChange={(next) => onChange(rules.map((one) => (one.id === rule.id ? next : one)))}
          onRemove={() => onChange(rules.filter((one) => one.id !== rule.id))}
        />
      ))}
      {rules.length < maxRules && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rules, emptyRule()])}
        >
          {t('links.addRule')}
        </Button>
      )}
      {rules.length > 0 && <TryRules rules={rules} destination={destination} />}
    </fieldset>
  );
}

function OneRule({
  rule,
  number,
  hosts,
  wrong,
  onChange,
  onRemove,
}: {
  rule: RuleDraft;
  number: number;
  hosts: readonly string[];
  wrong: string | undefined;
  onChange: (rule: RuleDraft) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const refused = rule.destination === '' ? undefined : refusal(rule.destination, hosts);
  const text = (field: 'countries' | 'from' | 'until' | 'share' | 'destination') => ({
    value: rule[field],
    onChange: (e: { currentTarget: { value: string } }) =>
      onChange({ ...rule, [field]: e.currentTarget.value }),
  });
  return (
    <fieldset className={styles.rule}>
      <legend className={styles.row}>
        {t('links.ruleNumber', { number })}
        <CloseButton size="sm" aria-label={t('links.removeRule', { number })} onClick={onRemove} />
      </legend>
      <TextInput
        label={t('links.ruleTo')}
        inputMode="url"
        required
        withAsterisk={false}
        {...text('destination')}
        error={refused ? t(`links.refused.${refused}`, { hosts: hosts.join(', ') }) : wrong}
      />
      <div className={styles.checks} role="group" aria-label={t('links.devices')}>
        {devices.map((device) => (
          <Checkbox
            key={device}
            label={t(`device.${device}`)}
            checked={rule.devices.includes(device)}
            onChange={(e) => {
              const on = e.currentTarget.checked;
              onChange({
                ...rule,
                devices: devices.filter((one) => (one === device ? on : rule.devices.includes(one))),
              });
            }}
          />
        ))}
        <span className={styles.hint}>{t('links.devicesHint')}</span>
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('links.countries')}
          placeholder={t('links.everywhere')}
          description={t('links.countriesHint')}
          {...text('countries')}
        />
        <TextInput
          label={t('links.share')}
          description={t('links.shareHint')}
          inputMode="decimal"
          placeholder="100"
          {...text('share')}
          error={goodShare(rule.share) ? undefined : t('offers.wrongPercent')}
        />
        <TextInput label={t('links.from')} type="date" {...text('from')} />
        <TextInput label={t('links.until')} type="date" {...text('until')} />
      </div>
    </fieldset>
  );
}

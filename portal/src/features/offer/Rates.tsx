import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from '../../i18n';
import { Conditions } from './Conditions';
import styles from './OfferForm.module.css';
import { RewardField } from './RewardField';
import { emptyGroup, emptyPart, emptyRate, type PartDraft, put, type RateDraft, scopes } from './rules';
import type { Places } from './usePlaces';

/** Rewards of their own for some partners, products or payments. */
export function Rates({
  rates,
  places,
  onChange,
}: {
  rates: RateDraft[];
  places: Places;
  onChange: (rates: RateDraft[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.list}>
      <p className={styles.hint}>{t('offerRules.ratesHint')}</p>
      {rates.map((rate, i) => {
        const change = (next: Partial<RateDraft>) => onChange(put(rates, rate.id, { ...rate, ...next }));
        return (
          <fieldset key={rate.id} className={styles.item}>
            <legend className={styles.row}>
              {t('offerRules.rate', { number: i + 1 })}
              <CloseButton
                size="sm"
                aria-label={t('offerRules.removeRate', { number: i + 1 })}
                onClick={() => onChange(put(rates, rate.id))}
              />
            </legend>
            {rate.parts.map((part) => (
              <Part
                key={part.id}
                part={part}
                places={places}
                onChange={(next) => change({ parts: put(rate.parts, part.id, next) })}
              />
            ))}
            <div className={styles.acts}>
              <Button
                variant="default"
                size="xs"
                onClick={() => change({ parts: [...rate.parts, emptyPart()] })}
              >
                {t('offerRules.addPart')}
              </Button>
              {rate.groups.length === 0 && (
                <Button variant="default" size="xs" onClick={() => change({ groups: [emptyGroup()] })}>
                  {t('offerRules.addConditions')}
                </Button>
              )}
            </div>
            {rate.groups.length > 0 && (
              <Conditions groups={rate.groups} onChange={(groups) => change({ groups })} />
            )}
            <RewardField value={rate.reward} nothing onChange={(reward) => change({ reward })} />
          </fieldset>
        );
      })}
      <Button variant="default" size="xs" onClick={() => onChange([...rates, emptyRate()])}>
        {t('offerRules.addRate')}
      </Button>
    </div>
  );
}

/** One part of whom or what a rate is for. */
function Part({
  part,
  places,
  onChange,
}: {
  part: PartDraft;
  places: Places;
  onChange: (part: PartDraft | undefined) => void;
}) {
  const { t } = useTranslation();
  const known = {
    partner_id: places.partners,
    tier_id: places.tiers,
    group_id: places.groups,
    payment: [
      { value: 'first', label: t('terms.scope.first') },
      { value: 'renewal', label: t('terms.scope.renewal') },
    ],
  };
  const choices = part.kind in known ? known[part.kind as keyof typeof known] : undefined;
  return (
    <div className={styles.condition}>
      <NativeSelect
        aria-label={t('offerRules.for')}
        value={part.kind}
        onChange={(e) =>
          onChange({
            ...part,
            kind: scopes.find((one) => one === e.currentTarget.value) ?? 'product',
            value: '',
          })
        }
        data={scopes.map((value) => ({ value, label: t(`offerRules.scopes.${value}`) }))}
      />
      {choices ? (
        <NativeSelect
          aria-label={t(`offerRules.scopes.${part.kind}`)}
          value={part.value}
          onChange={(e) => onChange({ ...part, value: e.currentTarget.value })}
          data={[{ value: '', label: t('offerRules.pick') }, ...choices]}
          required
        />
      ) : (
        <TextInput
          aria-label={t(`offerRules.scopes.${part.kind}`)}
          value={part.value}
          onChange={(e) => onChange({ ...part, value: e.currentTarget.value })}
          required
        />
      )}
      <CloseButton size="sm" aria-label={t('offerRules.removePart')} onClick={() => onChange(undefined)} />
    </div>
  );
}

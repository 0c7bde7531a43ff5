import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n';
import { Conditions } from './Conditions';
import { Levels } from './Levels';
import { Limits } from './Limits';
import styles from './OfferForm.module.css';
import { Rates } from './Rates';
import type { RulesDraft } from './rules';
import type { Places } from './usePlaces';

/** All that an offer may say beyond one reward, folded away where it says nothing. */
export function RulesFields({
  rules,
  renews,
  places,
  onChange,
}: {
  rules: RulesDraft;
  renews: boolean;
  places: Places;
  onChange: (rules: RulesDraft) => void;
}) {
  const { t } = useTranslation();
  const change = (next: Partial<RulesDraft>) => onChange({ ...rules, ...next });
  return (
    <>
      <Fold title={t('offerRules.conditions')} count={rules.groups.length}>
        <Conditions groups={rules.groups} onChange={(groups) => change({ groups })} />
      </Fold>
      <Fold title={t('offerRules.rates')} count={rules.rates.length}>
        <Rates rates={rules.rates} places={places} onChange={(rates) => change({ rates })} />
      </Fold>
      <Fold title={t('offerRules.volume')} count={rules.volume?.levels.length ?? 0}>
        <Levels volume={rules.volume} onChange={(volume) => change({ volume })} />
      </Fold>
      {renews && (
        <Fold title={t('offerRules.renewals')} count={(rules.months ? 1 : 0) + (rules.payments ? 1 : 0)}>
          <div className={styles.pair}>
            <TextInput
              label={t('offerRules.months')}
              description={t('offerRules.endless')}
              type="number"
              min={0}
              value={rules.months}
              onChange={(e) => change({ months: e.currentTarget.value })}
            />
            <TextInput
              label={t('offerRules.payments')}
              description={t('offerRules.endless')}
              type="number"
              min={0}
              value={rules.payments}
              onChange={(e) => change({ payments: e.currentTarget.value })}
            />
          </div>
        </Fold>
      )}
      <Fold title={t('offerRules.caps')} count={rules.caps.length}>
        <Limits caps={rules.caps} onChange={(caps) => change({ caps })} />
      </Fold>
    </>
  );
}

function Fold({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <details className={styles.fold} open={count > 0}>
      <summary>
        {title}
        {count > 0 && <span className={styles.count}>{count}</span>}
      </summary>
      {children}
    </details>
  );
}

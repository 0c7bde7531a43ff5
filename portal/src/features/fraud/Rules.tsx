import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerFraudRules } from '../../api';
import { getFraudRulesOptions, putFraudRulesMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Fraud.module.css';

/** What the program looks for in conversions, and what each rule adds to the score. */
export default function Rules({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const query = useQuery(getFraudRulesOptions({ path }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('fraud.rules')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={query} skeleton={<DetailSkeleton />}>
        {(found) => <Form found={found} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function Form({ found, onClose }: { found: ManagerFraudRules; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(found);
  const save = useMutation({
    ...putFraudRulesMutation(),
    onSuccess: () => {
      said(t('fraud.saved'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const points = (rule: string, value: number) =>
    setDraft({
      ...draft,
      rules: draft.rules.map((one) => (one.rule === rule ? { ...one, points: value } : one)),
    });
  const number = (label: string, value: number, max: number, set: (value: number) => void) => (
    <TextInput
      type="number"
      label={label}
      value={value}
      min={1}
      max={max}
      step={1}
      onChange={(e) => set(Number(e.currentTarget.value) || 1)}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          path,
          body: { ...draft, rules: draft.rules.map(({ rule, points }) => ({ rule, points })) },
        });
      }}
    >
      <Locked to="own">
        <div className={styles.form}>
          <Switch
            label={t('fraud.on')}
            checked={draft.on}
            onChange={(e) => setDraft({ ...draft, on: e.currentTarget.checked })}
          />
          <p className={styles.hint}>{t('fraud.rulesText')}</p>
          {number(t('fraud.threshold'), draft.threshold, 100, (threshold) =>
            setDraft({ ...draft, threshold }),
          )}
          {draft.rules.map((one) => (
            <div key={one.rule} className={styles.rule}>
              <Switch
                label={t(`fraud.rule.${one.rule}`)}
                checked={one.points > 0}
                onChange={(e) => points(one.rule, e.currentTarget.checked ? (one.usual ?? 20) : 0)}
              />
              <TextInput
                type="number"
                aria-label={t('fraud.pointsOf', { rule: t(`fraud.rule.${one.rule}`) })}
                value={one.points}
                min={0}
                max={100}
                step={1}
                onChange={(e) => points(one.rule, Number(e.currentTarget.value) || 0)}
              />
            </div>
          ))}
          {number(t('fraud.perHour'), draft.per_hour, 100_000, (per_hour) =>
            setDraft({ ...draft, per_hour }),
          )}
          {number(t('fraud.fastSeconds'), draft.fast_seconds, 3600, (fast_seconds) =>
            setDraft({ ...draft, fast_seconds }),
          )}
        </div>
      </Locked>
      <FormProblem problem={save.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

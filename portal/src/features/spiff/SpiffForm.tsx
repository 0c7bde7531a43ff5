import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerSpiff } from '../../api';
import {
  createSpiffMutation,
  listGroupsOptions,
  updateSpiffMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Draft, draftOf, inputOf, patchOf, targets } from './draft';
import styles from './Spiffs.module.css';

type Props = { spiff?: ManagerSpiff | undefined; onClose: () => void };

/** Promises a bonus for a target, or changes one. */
export function SpiffForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.spiff ? t('spiffs.changeTitle') : t('spiffs.create')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

type Text = 'name' | 'text' | 'from' | 'to' | 'threshold' | 'amount' | 'every' | 'maximum' | 'budget';

function Form({ spiff, onClose }: Props) {
  const { t } = useTranslation();
  const { path, zone, currency } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(draftOf(spiff));
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const after = {
    onSuccess: () => {
      said(t(spiff ? 'spiffs.changed' : 'spiffs.made'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createSpiffMutation(), ...after });
  const change = useMutation({ ...updateSpiffMutation(), ...after });
  const problem = create.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const fixed = spiff?.status === 'active';
  const field = (name: Text, error = wrong[name]) => ({
    label: t(`spiffs.${name}`),
    value: draft[name],
    onChange: (e: { currentTarget: { value: string } }) => put({ [name]: e.currentTarget.value }),
    error,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (spiff) change.mutate({ path: { ...path, spiff: spiff.id }, body: patchOf(draft, spiff) });
    else create.mutate({ path, body: inputOf(draft, currency) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput {...field('name')} maxLength={120} required withAsterisk={false} data-autofocus />
      <div className={styles.pair}>
        <TextInput {...field('from')} type="date" required withAsterisk={false} disabled={fixed} />
        <TextInput {...field('to')} type="date" min={draft.from} required withAsterisk={false} />
      </div>
      <p className={styles.hint}>{t('promotions.zone', { zone })}</p>
      <div className={styles.pair}>
        <NativeSelect
          label={t('spiffs.target')}
          value={draft.target}
          onChange={(e) => put({ target: targets.find((one) => one === e.currentTarget.value) ?? 'sales' })}
          data={targets.map((one) => ({
            value: one,
            label: one === 'first' ? t('spiffs.firstSale') : t(`goal.of.${one}`),
          }))}
          disabled={fixed}
        />
        {draft.target !== 'first' && (
          <TextInput
            {...field('threshold', wrong['goal.threshold'])}
            inputMode="decimal"
            required
            withAsterisk={false}
            disabled={fixed}
          />
        )}
      </div>
      <div className={styles.pair}>
        <TextInput
          {...field('amount')}
          description={t('goal.amountIn', { currency })}
          inputMode="decimal"
          required
          withAsterisk={false}
          disabled={fixed}
        />
        {draft.target !== 'first' && (
          <TextInput
            {...field('every')}
            description={t('spiffs.everyHint')}
            inputMode="decimal"
            disabled={fixed}
          />
        )}
      </div>
      <div className={styles.pair}>
        {draft.every !== '' && (
          <TextInput {...field('maximum')} description={t('spiffs.noBound')} inputMode="decimal" />
        )}
        <TextInput {...field('budget')} description={t('spiffs.noBound')} inputMode="decimal" />
      </div>
      <Audience draft={draft} put={put} />
      <Textarea {...field('text')} description={t('spiffs.textHint')} maxLength={2000} rows={3} />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {t(spiff ? 'save' : 'spiffs.create')}
        </Button>
      </div>
    </form>
  );
}

/** Which groups and tiers may take part; none chosen is all. */
function Audience({ draft, put }: { draft: Draft; put: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const ladder = useQuery(listGroupsOptions({ path })).data;
  if (!ladder || ladder.groups.length + ladder.tiers.length === 0) return null;
  return (
    <div className={styles.pair}>
      {ladder.groups.length > 0 && (
        <Checkbox.Group
          label={t('groups.groups')}
          description={t('spiffs.everybody')}
          value={draft.groups}
          onChange={(groups) => put({ groups })}
        >
          <div className={styles.choices}>
            {ladder.groups.map((one) => (
              <Checkbox key={one.id} value={one.id} label={one.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {ladder.tiers.length > 0 && (
        <Checkbox.Group
          label={t('groups.tiers')}
          description={t('spiffs.everybody')}
          value={draft.tiers}
          onChange={(tiers) => put({ tiers })}
        >
          <div className={styles.choices}>
            {ladder.tiers.map((one) => (
              <Checkbox key={one.id} value={one.id} label={one.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </div>
  );
}

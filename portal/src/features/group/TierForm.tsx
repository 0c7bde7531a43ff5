import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerTier } from '../../api';
import { createTierMutation, updateTierMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { draftOf, inputOf, patchOf } from './draft';
import styles from './Groups.module.css';
import { RuleField } from './RuleField';

type Props = { tier?: ManagerTier | undefined; onClose: () => void };

/** Adds a tier to the ladder, or changes one. */
export function TierForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.tier ? t('groups.changeTier') : t('groups.addTier')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ tier, onClose }: Props) {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(draftOf(tier, currency));
  const after = {
    onSuccess: () => {
      said(t('groups.tierKept'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createTierMutation(), ...after });
  const change = useMutation({ ...updateTierMutation(), ...after });
  const problem = create.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const field = (name: 'name' | 'ordinal' | 'commission' | 'benefits' | 'rewards') => ({
    label: t(`groups.${name}`),
    value: draft[name],
    onChange: (e: { currentTarget: { value: string } }) => {
      const { value } = e.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
    error: wrong[name],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tier) change.mutate({ path: { ...path, tier: tier.id }, body: patchOf(draft, tier, currency) });
    else create.mutate({ path, body: inputOf(draft, currency) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput {...field('name')} maxLength={60} required withAsterisk={false} data-autofocus />
        <TextInput {...field('ordinal')} inputMode="numeric" placeholder={t('groups.ordinalHint')} />
      </div>
      <TextInput {...field('commission')} description={t('groups.commissionHint')} maxLength={200} />
      <Textarea {...field('benefits')} description={t('groups.benefitsHint')} rows={3} />
      <Textarea {...field('rewards')} description={t('groups.rewardsHint')} maxLength={500} rows={2} />
      <RuleField
        label={t('groups.reach')}
        hint={t('groups.reachHint')}
        value={draft.reach}
        onChange={(reach) => setDraft((before) => ({ ...before, reach }))}
        error={wrong['reach.threshold']}
      />
      <RuleField
        label={t('groups.keep')}
        hint={t('groups.keepHint')}
        value={draft.keep}
        onChange={(keep) => setDraft((before) => ({ ...before, keep }))}
        closing
        error={wrong['keep.threshold'] ?? wrong['keep.period'] ?? wrong.keep}
      />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import type { ManagerPromotion } from '../../api';
import {
  createPromotionMutation,
  listGroupsOptions,
  updatePromotionMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { type Draft, draftOf, inputOf, patchOf } from './draft';
import styles from './Promotions.module.css';

type Props = { sale?: ManagerPromotion; onClose: () => void };

/** Announces a sale to partners, or changes one. */
export function PromotionForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.sale ? t('promotions.changeTitle') : t('promotions.create')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ sale, onClose }: Props) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(draftOf(sale, zone));
  const groups = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const after = {
    onSuccess: () => {
      said(t(sale ? 'promotions.changed' : 'promotions.made'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createPromotionMutation(), ...after });
  const change = useMutation({ ...updatePromotionMutation(), ...after });
  const problem = create.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const field = (name: Exclude<keyof Draft, 'groups'>) => ({
    label: t(`promotions.${name}`),
    value: draft[name],
    onChange: (e: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = e.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sale) change.mutate({ path: { ...path, promotion: sale.id }, body: patchOf(draft, sale, zone) });
    else create.mutate({ path, body: inputOf(draft, zone) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        {...field('name')}
        maxLength={120}
        required
        withAsterisk={false}
        data-autofocus
        error={wrong.name}
      />
      <div className={styles.pair}>
        <TextInput
          {...field('first')}
          type="date"
          required
          withAsterisk={false}
          disabled={sale?.status === 'live'}
          error={wrong.starts_at}
        />
        <TextInput
          {...field('last')}
          type="date"
          min={draft.first}
          required
          withAsterisk={false}
          error={wrong.ends_at}
        />
      </div>
      <p className={styles.hint}>{t('promotions.zone', { zone })}</p>
      <Textarea
        {...field('text')}
        description={t('promotions.textHint')}
        maxLength={2000}
        rows={4}
        error={wrong.text}
      />
      <TextInput
        {...field('page')}
        description={t('promotions.pageHint')}
        inputMode="url"
        maxLength={2048}
        error={wrong.destination}
      />
      <TextInput
        {...field('code')}
        description={t('promotions.codeHint')}
        maxLength={64}
        error={wrong.coupon_hint}
      />
      {groups.length > 0 && (
        <Checkbox.Group
          label={t('promotions.groups')}
          description={t('spiffs.everybody')}
          value={draft.groups}
          onChange={(chosen) => setDraft((before) => ({ ...before, groups: chosen }))}
          error={wrong.groups}
        >
          <div className={styles.choices}>
            {groups.map((one) => (
              <Checkbox key={one.id} value={one.id} label={one.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {t(sale ? 'save' : 'promotions.create')}
        </Button>
      </div>
    </form>
  );
}

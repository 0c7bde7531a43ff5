import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PartnerLead, PartnerLeadField } from '../../api';
import {
  createLeadMutation,
  getLeadFormOptions,
  updateLeadMutation,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import { countryNames } from './countries';
import styles from './Leads.module.css';

type Props = { lead?: PartnerLead; onClose: () => void };

/** Names a lead to the program, or changes one that is in review. */
export default function LeadForm(props: Props) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const form = useQuery(getLeadFormOptions({ path }));
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(props.lead ? 'leads.change' : 'leads.create')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={form} skeleton={<DetailSkeleton />}>
        {({ fields }) => <Form {...props} fields={fields} />}
      </Loaded>
    </Modal>
  );
}

function Form({ lead, fields, onClose }: Props & { fields: readonly PartnerLeadField[] }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState(lead?.name ?? '');
  const [email, setEmail] = useState(lead?.email ?? '');
  const [company, setCompany] = useState(lead?.company ?? '');
  const [answers, setAnswers] = useState<Record<string, string>>(
    Object.fromEntries((lead?.answers ?? []).map((one) => [one.key, one.value])),
  );
  const after = {
    onSuccess: () => {
      said(t(lead ? 'leads.changed' : 'leads.made'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const create = useMutation({ ...createLeadMutation(), ...after });
  const change = useMutation({ ...updateLeadMutation(), ...after });
  const problem = create.error ?? change.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      name: name.trim(),
      email: email.trim(),
      ...(company.trim() ? { company: company.trim() } : {}),
      answers: Object.fromEntries(fields.map((one) => [one.key, answers[one.key] ?? ''])),
    };
    if (lead) change.mutate({ path: { ...path, lead: lead.id }, body: { ...body, version: lead.version } });
    else create.mutate({ path, body });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('leads.name')}
        value={name}
        maxLength={120}
        required
        withAsterisk={false}
        data-autofocus
        error={wrong.name}
        onChange={(e) => setName(e.currentTarget.value)}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('leads.email')}
          type="email"
          value={email}
          maxLength={254}
          required
          withAsterisk={false}
          error={wrong.email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <TextInput
          label={t('leads.company')}
          value={company}
          maxLength={120}
          error={wrong.company}
          onChange={(e) => setCompany(e.currentTarget.value)}
        />
      </div>
      {fields.map((field) => (
        <Answer
          key={field.key}
          field={field}
          value={answers[field.key] ?? ''}
          error={wrong[`answers.${field.key}`]}
          onChange={(value) => setAnswers((before) => ({ ...before, [field.key]: value }))}
        />
      ))}
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {t(lead ? 'save' : 'leads.send')}
        </Button>
      </div>
    </form>
  );
}

/** One field of the program's own form. */
function Answer({
  field,
  value,
  error,
  onChange,
}: {
  field: PartnerLeadField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const common = {
    label: field.required ? field.label : t('leads.optional', { label: field.label }),
    required: field.required,
    withAsterisk: false,
    error,
  };
  switch (field.type) {
    case 'text':
      return (
        <Textarea
          {...common}
          rows={4}
          maxLength={2000}
          value={value}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    case 'dropdown':
      return (
        <NativeSelect
          {...common}
          value={value}
          data={['', ...(field.options ?? [])]}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    case 'country':
      return (
        <NativeSelect
          {...common}
          value={value}
          data={[{ value: '', label: '' }, ...countryNames()]}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          label={field.label}
          required={field.required}
          error={error}
          checked={value === 'true'}
          onChange={(e) => onChange(e.currentTarget.checked ? 'true' : '')}
        />
      );
    case 'input':
      return (
        <TextInput
          {...common}
          maxLength={200}
          value={value}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
  }
}

import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { ApplyForm, ApplyQuestion } from '../../api';
import { useTranslation } from '../../i18n';
import { countries } from '../../kit/countries';

type Given = Record<string, string>;

/** What the program asks who applies, beside name and address. */
export function ApplyQuestions({
  form,
  given,
  wrong,
  onChange,
}: {
  form: ApplyForm;
  given: Given;
  wrong: Record<string, string>;
  onChange: (id: string, value: string) => void;
}) {
  const { t } = useTranslation();
  return form.questions.map((question) => (
    <Question
      key={question.id}
      question={
        form.plain && question.id === 'promotes' ? { ...question, label: t('apply.promotes') } : question
      }
      value={given[question.id] ?? ''}
      error={wrong[`answers.${question.id}`] ?? wrong[question.id]}
      onChange={(value) => onChange(question.id, value)}
    />
  ));
}

/** Chooses a country by its name. */
export function CountrySelect({
  label,
  hint,
  value,
  error,
  required = false,
  onChange,
}: {
  label: string;
  hint?: string | undefined;
  value: string;
  error?: string | undefined;
  required?: boolean;
  onChange: (value: string) => void;
}) {
  const all = useMemo(() => [{ value: '', label: '' }, ...countries()], []);
  return (
    <NativeSelect
      label={label}
      description={hint}
      value={value}
      error={error}
      required={required}
      withAsterisk={false}
      data={all}
      onChange={(e) => onChange(e.currentTarget.value)}
    />
  );
}

function Question({
  question,
  value,
  error,
  onChange,
}: {
  question: ApplyQuestion;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { kind, label, required } = question;
  const common = {
    label,
    description: question.hint,
    error,
    required,
    withAsterisk: false,
  };
  if (kind === 'country')
    return (
      <CountrySelect
        label={label}
        hint={question.hint}
        value={value}
        error={error}
        required={required}
        onChange={onChange}
      />
    );
  if (kind === 'checkbox')
    return (
      <Checkbox
        label={label}
        description={question.hint}
        error={error}
        required={required}
        checked={value === 'yes'}
        onChange={(e) => onChange(e.currentTarget.checked ? 'yes' : '')}
      />
    );
  if (kind === 'choice')
    return (
      <NativeSelect
        {...common}
        value={value}
        data={['', ...question.choices]}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    );
  if (kind === 'long_text')
    return (
      <Textarea
        {...common}
        rows={3}
        maxLength={1000}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      {...(kind === 'link' ? { type: 'url', placeholder: 'https://' } : {})}
      maxLength={300}
      value={value}
      onChange={(e) => onChange(e.currentTarget.value)}
    />
  );
}

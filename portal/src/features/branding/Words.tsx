import { Button, Textarea, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { Locked, May } from '../../kit/May';
import styles from './Branding.module.css';
import type { Draft, FormProps } from './draft';
import { useBrand } from './useBrand';

/** What partners are called, whom mails are from, and what stands on the pages before sign-in. */
export function Words({ settings, draft, change }: FormProps) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useBrand(settings);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name: _, color: __, initial: ___, ...words } = draft;
    save({ brand: words });
  };
  const field = (name: Exclude<keyof Draft, 'name' | 'color' | 'initial'>, maxLength: number) => ({
    label: t(`branding.${name}`),
    value: draft[name],
    maxLength,
    error: wrong[`brand.${name}`],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <Card title={t('branding.words')}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('branding.wordsText')}</p>
        <Locked to="own">
          <div className={styles.pair}>
            <TextInput {...field('partner_term', 30)} placeholder={t('branding.partner')} />
            <TextInput {...field('partners_term', 30)} placeholder={t('branding.partners')} />
          </div>
          <TextInput
            {...field('sender', 60)}
            description={t('branding.senderHint')}
            placeholder={draft.name}
          />
          <TextInput
            {...field('welcome_title', 80)}
            placeholder={t('auth.signInTo', { program: draft.name })}
          />
          <Textarea {...field('welcome_text', 1000)} rows={3} placeholder={t('auth.account')} />
          <TextInput {...field('apply_title', 80)} />
          <Textarea {...field('apply_text', 1000)} rows={3} />
        </Locked>
        <FormProblem problem={problem} />
        <May to="own">
          <Button type="submit" className={styles.save} loading={busy}>
            {t('save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { previewLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { FormProblem } from '../../kit/FormProblem';
import { readDestination, refusal } from './allowed';
import styles from './Links.module.css';

/** Makes the default link lead to any page of the shop. */
export function DeepLink({ hosts }: { hosts: readonly string[] }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [page, setPage] = useState('');
  const [tag, setTag] = useState('');
  const make = useMutation(previewLinkMutation());
  const wrong = make.error ? fieldErrors(make.error) : {};
  const refused = page === '' ? undefined : refusal(page, hosts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const destination = readDestination(page)?.href;
    if (destination)
      make.mutate({ path, body: { destination, ...(tag.trim() ? { sub1: tag.trim() } : {}) } });
  };
  const typed = (set: (value: string) => void) => (e: { currentTarget: { value: string } }) => {
    make.reset();
    set(e.currentTarget.value);
  };
  return (
    <section aria-label={t('links.deep')} className={styles.deep}>
      <div>
        <h2>{t('links.deep')}</h2>
        <p className={styles.hint}>{t('links.deepText')}</p>
      </div>
      <form className={styles.line} onSubmit={submit}>
        <TextInput
          aria-label={t('links.deepPage')}
          placeholder={`https://${hosts[0]?.replace('*.', 'www.') ?? ''}/…`}
          inputMode="url"
          value={page}
          onChange={typed(setPage)}
          error={refused ? t(`links.refused.${refused}`, { hosts: hosts.join(', ') }) : wrong.destination}
        />
        <TextInput
          aria-label={t('links.deepTag')}
          placeholder="sub1"
          maxLength={100}
          value={tag}
          onChange={typed(setTag)}
        />
        <Button
          type="submit"
          variant="default"
          loading={make.isPending}
          disabled={page === '' || refused !== undefined}
        >
          {t('links.deepMake')}
        </Button>
      </form>
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : make.error} />
      {make.data && <CopyField value={make.data.url} label={t('links.deep')} primary />}
    </section>
  );
}

import { Button, Checkbox, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { PartnerPostback, PartnerPostbackInput } from '../../api';
import { getPostbackQueryKey, putPostbackMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { emptyPostback, macros, topicKey, topics } from './macros';
import styles from './Postback.module.css';
import { Preview } from './Preview';

/** Sets the postback; what its macros become is shown while typing. */
export function PostbackForm({ hook }: { hook: PartnerPostback }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<PartnerPostbackInput>(
    hook.set ? { form: hook.form, url: hook.url, topics: hook.topics } : emptyPostback,
  );
  const field = useRef<HTMLTextAreaElement>(null);
  const save = useMutation({
    ...putPostbackMutation(),
    onSuccess: (saved) => {
      said(t('postback.saved'));
      // Kept rather than asked again: only this answer carries a new secret.
      queryClient.setQueryData(getPostbackQueryKey({ path }), saved);
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const insert = (name: string) => {
    const at = field.current?.selectionStart ?? form.url.length;
    setForm({ ...form, url: `${form.url.slice(0, at)}{${name}}${form.url.slice(at)}` });
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ path, body: form });
  };
  const withMacros = form.form === 'get';

  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        <SegmentedControl
          className={styles.format}
          aria-label={t('postback.format')}
          value={form.form}
          onChange={(value) => setForm({ ...form, form: value === 'json' ? 'json' : 'get' })}
          data={[
            { value: 'get', label: t('postback.macros') },
            { value: 'json', label: t('postback.json') },
          ]}
        />
        <Textarea
          ref={field}
          label={t('postback.url')}
          description={t(withMacros ? 'postback.urlMacros' : 'postback.urlJson')}
          placeholder={
            withMacros ? 'https://tracker.example/cb?cid={sub1}&payout={payout}' : 'https://example.com/hooks'
          }
          rows={2}
          maxLength={2000}
          required
          withAsterisk={false}
          classNames={{ input: 'mono' }}
          value={form.url}
          onChange={(e) => setForm({ ...form, url: e.currentTarget.value })}
          error={wrong.url}
        />
        {withMacros && (
          <div className={styles.macros} role="group" aria-label={t('postback.insert')}>
            {macros.map((name) => (
              <button key={name} type="button" onClick={() => insert(name)}>{`{${name}}`}</button>
            ))}
          </div>
        )}
        {withMacros && <Preview url={form.url} />}
        <Checkbox.Group
          label={t('postback.events')}
          value={form.topics}
          onChange={(chosen) => setForm({ ...form, topics: chosen })}
          error={form.topics.length === 0 ? t('postback.noEvents') : wrong.topics}
        >
          <div className={styles.events}>
            {topics.map((name) => (
              <Checkbox key={name} size="sm" value={name} label={t(topicKey(name))} />
            ))}
          </div>
        </Checkbox.Group>
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : save.error} />
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={form.topics.length === 0}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

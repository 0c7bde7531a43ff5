import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Hook, HookInput } from '../../api';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { topicKey, useDesk } from './desk';
import styles from './Hooks.module.css';
import { Preview } from './Preview';

type Props = {
  hook: Hook | undefined;
  topics: readonly string[];
  macros: readonly string[];
  first: boolean;
  onDone: (saved?: Hook) => void;
};

/** Makes or changes a hook; what its macros become is shown while typing. */
export function HookForm({ hook, topics, macros, first, onDone }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<HookInput>({
    name: hook?.name ?? '',
    form: hook?.form ?? (desk.words === 'webhooks' ? 'json' : 'get'),
    url: hook?.url ?? '',
    topics: hook?.topics ?? ['commission.created'],
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const save = useMutation({
    mutationFn: (body: HookInput) => (hook ? desk.update(hook.id, body) : desk.create(body)),
    onSuccess: (saved) => {
      said(t('hooks.saved'));
      void queryClient.invalidateQueries({ queryKey: desk.key });
      onDone(saved);
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
    save.mutate(form);
  };
  const withMacros = form.form === 'get';
  return (
    <Card title={t(hook ? 'hooks.change' : 'hooks.add')}>
      <form className={styles.fields} onSubmit={submit}>
        {!hook && (
          <SegmentedControl
            className={styles.format}
            aria-label={t('hooks.format')}
            value={form.form}
            onChange={(value) => setForm({ ...form, form: value === 'json' ? 'json' : 'get' })}
            data={[
              { value: 'get', label: t('hooks.get') },
              { value: 'json', label: t('hooks.json') },
            ]}
          />
        )}
        <TextInput
          label={t('hooks.name')}
          maxLength={80}
          value={form.name ?? ''}
          onChange={(e) => setForm({ ...form, name: e.currentTarget.value })}
          error={wrong.name}
        />
        <Textarea
          ref={field}
          label={t('hooks.url')}
          description={t(withMacros ? 'hooks.urlMacros' : 'hooks.urlJson')}
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
          <div className={styles.macros} role="group" aria-label={t('hooks.insert')}>
            {macros.map((name) => (
              <button key={name} type="button" onClick={() => insert(name)}>{`{${name}}`}</button>
            ))}
          </div>
        )}
        {withMacros && <Preview url={form.url} />}
        <Checkbox.Group
          label={t('hooks.events')}
          value={form.topics}
          onChange={(chosen) => setForm({ ...form, topics: chosen })}
          error={form.topics.length === 0 ? t('hooks.noEvents') : wrong.topics}
        >
          <div className={styles.events}>
            {topics.map((name) => (
              <Checkbox key={name} size="sm" value={name} label={t(topicKey(name))} />
            ))}
          </div>
        </Checkbox.Group>
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : save.error} />
        <div className={styles.foot}>
          {!first && (
            <Button variant="default" onClick={() => onDone()}>
              {t('cancel')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending} disabled={form.topics.length === 0}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

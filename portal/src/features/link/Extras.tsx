import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listProgramOffersOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import type { Draft } from './draft';
import type { Choices } from './LinkForm';
import styles from './Links.module.css';
import { RuleEditor } from './RuleEditor';

const utmFields = ['source', 'medium', 'campaign', 'term', 'content'] as const;

type Props = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  wrong: Record<string, string>;
  choices: Choices;
  fresh: boolean;
  smart: boolean;
};

/** The optional parts of a link, folded until asked for. */
export function Extras(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('links.fewer') : t('links.further')}
      </button>
      {open && (
        <>
          <Basics {...props} />
          <Subs {...props} />
          <Utm {...props} />
          {props.smart && (
            <RuleEditor
              rules={props.draft.rules}
              destination={props.draft.destination}
              hosts={props.choices.allowed_hosts}
              wrong={props.wrong}
              onChange={(rules) => props.onChange({ ...props.draft, rules })}
            />
          )}
        </>
      )}
    </>
  );
}

function Basics({ draft, onChange, wrong, fresh }: Props) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const offers = useQuery({ ...listProgramOffersOptions({ path }), enabled: fresh }).data?.data ?? [];
  return (
    <>
      <TextInput
        label={t('links.key')}
        description={t(fresh ? 'links.keyHint' : 'links.keyChangeHint')}
        maxLength={40}
        value={draft.key}
        onChange={(e) => onChange({ ...draft, key: e.currentTarget.value })}
        error={wrong.key}
      />
      <div className={styles.pair}>
        {fresh && offers.length > 1 && (
          <NativeSelect
            label={t('links.offer')}
            value={draft.offer}
            onChange={(e) => onChange({ ...draft, offer: e.currentTarget.value })}
            data={[
              { value: '', label: t('links.anyOffer') },
              ...offers.map((one) => ({ value: one.id, label: one.name })),
            ]}
            error={wrong.offer_id}
          />
        )}
        <TextInput
          label={t('links.ends')}
          description={t('links.endsHint')}
          type="date"
          value={draft.until}
          onChange={(e) => onChange({ ...draft, until: e.currentTarget.value })}
          error={wrong.expires_at}
        />
      </div>
    </>
  );
}

function Subs({ draft, onChange, wrong }: Props) {
  const { t } = useTranslation();
  const sub = (at: number, value: string) =>
    onChange({
      ...draft,
      subs: draft.subs.map((old, i) => (i === at ? value : old)) as unknown as Draft['subs'],
    });
  return (
    <fieldset className={styles.group}>
      <legend>{t('links.subs')}</legend>
      <p className={styles.hint}>{wrong.subs ?? t('links.subsHint')}</p>
      <div className={styles.pair}>
        {draft.subs.map((value, i) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: the five sub-ids are their positions.
            key={i}
            label={`sub${i + 1}`}
            maxLength={100}
            value={value}
            onChange={(e) => sub(i, e.currentTarget.value)}
            error={wrong[`sub${i + 1}`]}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Utm({ draft, onChange, wrong, choices }: Props) {
  const { t } = useTranslation();
  const take = (name: string) => {
    const found = choices.utm_templates.find((one) => one.name === name);
    if (found)
      onChange({
        ...draft,
        utm: { source: '', medium: '', campaign: '', term: '', content: '', ...found.utm },
      });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t('links.utm')}</legend>
      <p className={styles.hint}>{wrong.utm ?? t('links.utmHint')}</p>
      {choices.utm_templates.length > 0 && (
        <NativeSelect
          label={t('links.template')}
          value=""
          onChange={(e) => take(e.currentTarget.value)}
          data={[
            { value: '', label: t('links.templatePick') },
            ...choices.utm_templates.map((one) => ({ value: one.name, label: one.name })),
          ]}
        />
      )}
      <div className={styles.pair}>
        {utmFields.map((field) => (
          <TextInput
            key={field}
            label={`utm_${field}`}
            maxLength={100}
            value={draft.utm[field]}
            onChange={(e) => onChange({ ...draft, utm: { ...draft.utm, [field]: e.currentTarget.value } })}
            error={wrong[`utm.${field}`]}
          />
        ))}
      </div>
    </fieldset>
  );
}

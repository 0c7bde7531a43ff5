import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PartnerLinkList, Problem } from '../../api';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { refusal } from './allowed';
import { type Draft, landing } from './draft';
import { Extras } from './Extras';
import styles from './Links.module.css';
import { goodShare } from './rules';

export type Choices = Pick<PartnerLinkList, 'allowed_hosts' | 'app_listings' | 'utm_templates'>;

/** The form of a link, new or not; every destination is checked while it is typed. */
export function LinkForm({
  start,
  choices,
  fixed = false,
  fresh = false,
  problem,
  busy,
  action,
  onSave,
  onCancel,
}: {
  start: Draft;
  choices: Choices;
  /** The default link leads to the program's website. */
  fixed?: boolean;
  fresh?: boolean;
  problem: Problem | null;
  busy: boolean;
  action: string;
  onSave: (draft: Draft) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [touched, setTouched] = useState(false);
  const hosts = choices.allowed_hosts;
  const wrong = problem ? fieldErrors(problem) : {};
  const store = draft.kind === 'marketplace';
  const refused = store || fixed ? undefined : refusal(draft.destination, hosts);
  const badRule = draft.rules.some((rule) => refusal(rule.destination, hosts) || !goodShare(rule.share));
  const shown =
    refused && (touched || refused !== 'empty') && draft.destination !== ''
      ? t(`links.refused.${refused}`, { hosts: hosts.join(', ') })
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (!refused && !badRule) onSave(draft);
  };
  const pick = (kind: Draft['kind']) =>
    setDraft({
      ...draft,
      kind,
      rules: [],
      destination: kind === 'marketplace' ? (choices.app_listings[0] ?? '') : '',
    });
  return (
    <form className={styles.form} onSubmit={submit}>
      {fresh && choices.app_listings.length > 0 && (
        <SegmentedControl
          aria-label={t('links.kind')}
          value={draft.kind}
          onChange={(kind) => pick(kind === 'marketplace' ? 'marketplace' : 'custom')}
          data={[
            { value: 'custom', label: t('links.kinds.custom') },
            { value: 'marketplace', label: t('links.kinds.marketplace') },
          ]}
        />
      )}
      {store ? (
        <NativeSelect
          label={t('links.listing')}
          description={t('links.listingHint')}
          value={draft.destination}
          onChange={(e) => setDraft({ ...draft, destination: e.currentTarget.value })}
          data={[...new Set([draft.destination, ...choices.app_listings])]}
          error={wrong.destination}
        />
      ) : (
        !fixed && (
          <TextInput
            label={t('links.destination')}
            description={t('links.destinationHint', { hosts: hosts.join(', ') })}
            placeholder={`https://${hosts[0]?.replace('*.', 'www.') ?? ''}/…`}
            value={draft.destination}
            onChange={(e) => setDraft({ ...draft, destination: e.currentTarget.value })}
            onBlur={() => setTouched(true)}
            error={shown ?? wrong.destination}
            inputMode="url"
            data-autofocus
            required
            withAsterisk={false}
          />
        )
      )}
      <TextInput
        label={t('links.name')}
        description={t('links.nameHint')}
        maxLength={60}
        value={draft.name}
        onChange={(e) => setDraft({ ...draft, name: e.currentTarget.value })}
        error={wrong.name}
      />
      <Extras
        draft={draft}
        onChange={setDraft}
        wrong={wrong}
        choices={choices}
        fresh={fresh}
        smart={!store && !fixed}
      />
      {!refused && !store && (
        <p className={styles.preview}>
          {t('links.landing')} <code>{landing(draft)}</code>
        </p>
      )}
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={refused !== undefined || badRule}>
          {action}
        </Button>
      </div>
    </form>
  );
}

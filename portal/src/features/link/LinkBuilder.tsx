import { Button, Drawer, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PartnerLinkDetail } from '../../api';
import { createLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { refusal } from './allowed';
import { BuiltLink } from './BuiltLink';
import { emptyDraft, landing, toInput } from './draft';
import { Extras } from './Extras';
import styles from './Links.module.css';

/** Makes a tracking link of any address of the program's, checked while it is typed. */
export function LinkBuilder({
  opened,
  hosts,
  onClose,
}: {
  opened: boolean;
  hosts: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 820px)', false, { getInitialValueInEffect: false });
  const [built, setBuilt] = useState<PartnerLinkDetail>();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setBuilt(undefined)}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '92%' : 460}
      title={built ? t('links.ready') : t('links.create')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {built ? (
        <BuiltLink link={built} onAnother={() => setBuilt(undefined)} />
      ) : (
        <Form hosts={hosts} onBuilt={setBuilt} onCancel={onClose} />
      )}
    </Drawer>
  );
}

function Form({
  hosts,
  onBuilt,
  onCancel,
}: {
  hosts: readonly string[];
  onBuilt: (link: PartnerLinkDetail) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const [touched, setTouched] = useState(false);
  const create = useMutation({
    ...createLinkMutation(),
    onSuccess: (link) => {
      void queryClient.invalidateQueries();
      onBuilt(link);
    },
  });
  const wrong = create.error ? fieldErrors(create.error) : {};
  const refused = refusal(draft.destination, hosts);
  const shown =
    refused && (touched || refused !== 'empty') && draft.destination !== ''
      ? t(`links.refused.${refused}`, { hosts: hosts.join(', ') })
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (!refused) create.mutate({ path, body: toInput(draft) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
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
      <TextInput
        label={t('links.name')}
        description={t('links.nameHint')}
        maxLength={80}
        value={draft.name}
        onChange={(e) => setDraft({ ...draft, name: e.currentTarget.value })}
        error={wrong.name}
      />
      <Extras draft={draft} onChange={setDraft} wrong={wrong} />
      {!refused && (
        <p className={styles.preview}>
          {t('links.landing')} <code>{landing(draft)}</code>
        </p>
      )}
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : create.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending} disabled={refused !== undefined}>
          {t('links.create')}
        </Button>
      </div>
    </form>
  );
}

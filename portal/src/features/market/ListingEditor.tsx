import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerProgramListing } from '../../api';
import { getOwnListingOptions, putOwnListingMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import { KindChoice } from './KindChoice';
import styles from './Market.module.css';
import { type Category, categories, type Kind, tagsOf } from './names';

/** How the program presents itself to partners of the network. */
export function ListingEditor() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const listing = useQuery(getOwnListingOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('market.listing')} meta={t('market.listingMeta')} />
      <Loaded
        query={listing}
        skeleton={
          <Waiting>
            <CardSkeleton height={420} />
          </Waiting>
        }
      >
        {(own) => <Form key={own.version} own={own} />}
      </Loaded>
    </Screen>
  );
}

function Form({ own }: { own: ManagerProgramListing }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState({ ...own, tags: own.tags.join(', ') });
  const save = useMutation({
    ...putOwnListingMutation(),
    onSuccess: () => {
      said(t('market.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      path,
      body: {
        summary: draft.summary,
        text: draft.text,
        ...(draft.category ? { category: draft.category as Category } : {}),
        kinds: draft.kinds as Kind[],
        tags: tagsOf(draft.tags),
        published: draft.published,
        version: own.version,
      },
    });
  };
  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        {own.hidden && <p role="status">{t('market.hidden')}</p>}
        <Switch
          label={t('market.publish')}
          description={t('market.notLive')}
          checked={draft.published}
          onChange={(e) => setDraft({ ...draft, published: e.currentTarget.checked })}
        />
        <TextInput
          label={t('market.summary')}
          description={t('market.summaryHint')}
          value={draft.summary}
          error={wrong.summary}
          maxLength={160}
          onChange={(e) => setDraft({ ...draft, summary: e.currentTarget.value })}
        />
        <NativeSelect
          label={t('market.categoryLabel')}
          value={draft.category}
          error={wrong.category}
          data={[
            { value: '', label: t('market.choose') },
            ...categories.map((value) => ({ value, label: t(`market.category.${value}`) })),
          ]}
          onChange={(e) => setDraft({ ...draft, category: e.currentTarget.value })}
        />
        <Textarea
          label={t('market.text')}
          value={draft.text}
          error={wrong.text}
          maxLength={4000}
          rows={8}
          onChange={(e) => setDraft({ ...draft, text: e.currentTarget.value })}
        />
        <KindChoice
          label={t('market.looksFor')}
          hint={t('market.looksForHint')}
          value={draft.kinds as Kind[]}
          error={wrong.kinds}
          onChange={(next) => setDraft({ ...draft, kinds: next })}
        />
        <TextInput
          label={t('market.tags')}
          description={t('market.tagsHint')}
          value={draft.tags}
          error={wrong.tags}
          onChange={(e) => setDraft({ ...draft, tags: e.currentTarget.value })}
        />
        <FormProblem problem={save.error} />
        <May to="manage">
          <Button type="submit" loading={save.isPending}>
            {t('market.save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}

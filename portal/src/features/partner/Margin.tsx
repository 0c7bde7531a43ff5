import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { ActionIcon, Button, TagsInput, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ManagerPartnerDetail } from '../../api';
import {
  createPartnerNoteMutation,
  deletePartnerNoteMutation,
  listPartnerNotesOptions,
  listTagsOptions,
  putPartnerTagsMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { date } from '../../kit/format';
import { May } from '../../kit/May';
import { failed, said } from '../../kit/toast';
import styles from './Partners.module.css';

/** What managers write in the margin of a partner: tags to find them by, and notes. */
export function Margin({ partner }: { partner: ManagerPartnerDetail }) {
  return (
    <>
      <May to="manage">
        <TagEditor key={partner.tags.join()} partner={partner} />
      </May>
      <Notes id={partner.id} />
    </>
  );
}

function TagEditor({ partner }: { partner: ManagerPartnerDetail }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const known = useQuery(listTagsOptions({ path })).data?.tags ?? [];
  const save = useMutation({
    ...putPartnerTagsMutation(),
    onSuccess: () => {
      said(t('partners.tagged'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <TagsInput
      label={t('partners.tags')}
      description={t('partners.tagsHint')}
      value={save.isPending ? (save.variables.body?.tags ?? []) : partner.tags}
      data={known}
      maxTags={8}
      maxLength={24}
      onChange={(tags) => save.mutate({ path: { ...path, partner: partner.id }, body: { tags } })}
    />
  );
}

function Notes({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const target = { ...path, partner: id };
  const notes = useQuery(listPartnerNotesOptions({ path: target, query: { limit: 100 } })).data?.data ?? [];
  const after = { onSuccess: () => void queryClient.invalidateQueries(), onError: failed };
  const add = useMutation({
    ...createPartnerNoteMutation(),
    ...after,
    onSuccess: () => {
      setText('');
      void queryClient.invalidateQueries();
    },
  });
  const drop = useMutation({ ...deletePartnerNoteMutation(), ...after });
  return (
    <section className={styles.form} aria-label={t('partners.notes')}>
      <May to="manage">
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate({ path: target, body: { text } });
          }}
        >
          <Textarea
            label={t('partners.note')}
            description={t('partners.noteHint')}
            rows={3}
            maxLength={2000}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <div className={styles.foot}>
            <Button type="submit" disabled={text.trim() === ''} loading={add.isPending}>
              {t('partners.addNote')}
            </Button>
          </div>
        </form>
      </May>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            <p>{note.text}</p>
            <span className={styles.text}>{[note.by, date(note.at, zone)].filter(Boolean).join(' · ')}</span>
            <May to="manage">
              <ActionIcon
                variant="subtle"
                aria-label={t('partners.dropNote')}
                onClick={() => drop.mutate({ path: { ...target, note: note.id } })}
              >
                <Trash2 size={14} aria-hidden="true" />
              </ActionIcon>
            </May>
          </li>
        ))}
      </ul>
    </section>
  );
}

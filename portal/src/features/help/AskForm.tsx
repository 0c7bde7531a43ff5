import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askProgramMutation, getHelpOptions, listTicketsQueryKey } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import { Entries } from './Entries';
import { ownEntries, search } from './faq';
import styles from './Help.module.css';

/** How many entries of the help are offered before a question is sent. */
const offered = 3;

/** Asks the program; what the help knows already is shown while the subject is typed. */
export default function AskForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const help = useQuery({ ...getHelpOptions({ path }), enabled: opened });
  const known = [...(help.data?.questions ?? []), ...ownEntries(t)];
  const found = subject.trim() === '' ? [] : search(known, subject).slice(0, offered);
  const ask = useMutation({
    ...askProgramMutation(),
    onSuccess: (ticket) => {
      void queryClient.invalidateQueries({ queryKey: listTicketsQueryKey({ path }).slice(0, 1) });
      void queryClient.invalidateQueries();
      said(t('questions.sent', { number: ticket.number }));
      setSubject('');
      setText('');
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('questions.ask')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ path, body: { subject: subject.trim(), text: text.trim() } });
        }}
      >
        <TextInput
          label={t('questions.subject')}
          value={subject}
          maxLength={120}
          onChange={(event) => setSubject(event.currentTarget.value)}
          data-autofocus
        />
        {found.length > 0 && (
          <div>
            <p className={styles.hint}>{t('questions.maybe')}</p>
            <Entries entries={found} label={t('questions.maybe')} />
          </div>
        )}
        <Textarea
          label={t('questions.text')}
          value={text}
          maxLength={4000}
          rows={6}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FormProblem problem={ask.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={ask.isPending}
            disabled={subject.trim() === '' || text.trim() === ''}
          >
            {t('questions.send')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

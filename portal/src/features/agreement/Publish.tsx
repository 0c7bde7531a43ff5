import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerAgreementDetail } from '../../api';
import { publishAgreementMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Agreement.module.css';
import { Prose } from './Prose';

type Props = { agreement: ManagerAgreementDetail; onClose: () => void };

/** Reads the draft once more, and puts it into force in the company's name. */
export function Publish({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('agreements.publishTitle', { name: props.agreement.title })}
      size={720}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ agreement, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [signatory, setSignatory] = useState('');
  const publish = useMutation({
    ...publishAgreementMutation(),
    onSuccess: () => {
      said(t('agreements.nowPublished'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const wrong = publish.error ? fieldErrors(publish.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate({
      path: { ...path, agreement: agreement.id },
      body: { hash: agreement.draft?.hash ?? '', signatory: signatory.trim() },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.paper} tabIndex={0} aria-label={agreement.draft?.title ?? agreement.title}>
        <Prose text={agreement.draft?.text ?? ''} />
      </section>
      <p className={styles.lead}>{t('agreements.publishText')}</p>
      <TextInput
        label={t('agreements.signatory')}
        description={t('agreements.signatoryHint')}
        value={signatory}
        error={wrong.signatory}
        maxLength={120}
        autoComplete="name"
        onChange={(e) => setSignatory(e.currentTarget.value)}
      />
      {publish.error && Object.keys(wrong).length === 0 && <FormProblem problem={publish.error} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={publish.isPending} disabled={signatory.trim().length < 2}>
          {t('agreements.publish')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createHoldoutLinkMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Partners.module.css';

/** Makes a link that counts and pays nothing, to compare with those that pay. */
export function HoldoutLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const make = useMutation({
    ...createHoldoutLinkMutation(),
    onSuccess: () => {
      said(t('partners.holdoutMade'));
      void queryClient.invalidateQueries();
      setOpened(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ path: { ...path, partner: id }, body: { name } });
  };
  const forget = () => {
    setName('');
    make.reset();
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {t('partners.holdout')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('partners.holdout')}
        size={420}
        closeButtonProps={{ 'aria-label': t('close') }}
        onExitTransitionEnd={forget}
      >
        <form className={styles.form} onSubmit={submit}>
          <p className={styles.text}>{t('partners.holdoutText')}</p>
          <TextInput
            label={t('links.name')}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            maxLength={80}
            required
            withAsterisk={false}
            data-autofocus
          />
          <FormProblem problem={make.error} />
          <div className={styles.foot}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('save')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

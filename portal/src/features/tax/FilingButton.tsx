import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { fetchProblem } from '../../app/apiClient';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { saveAs } from '../../kit/saveAs';
import styles from './Tax.module.css';

/** Takes the file that has tax numbers, after the password. */
export function FilingButton({ program, year }: { program: string; year: number }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState('');
  const take = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      const answer = await fetchProblem(`/api/m/${program}/documents/tax/${year}/1099-nec.csv`);
      if (!answer.ok) throw await answer.json();
      saveAs(`1099-nec-${year}.csv`, 'text/csv', await answer.blob());
    },
    onSuccess: () => setOpened(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.mutate();
  };
  const reset = () => {
    setPassword('');
    take.reset();
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<Download size={15} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('taxes.filing')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('taxes.filingTitle')}
        size={440}
        closeButtonProps={{ 'aria-label': t('close') }}
        onExitTransitionEnd={reset}
      >
        <form className={styles.form} onSubmit={submit}>
          <p className={styles.note}>{t('taxes.filingText')}</p>
          <OwnPassword
            label={t('taxes.password')}
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
          />
          <FormProblem problem={take.error} />
          <div className={styles.foot}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={take.isPending}>
              {t('taxes.filingTake')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { exportClickKeys } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { saveAs } from '../../kit/saveAs';
import styles from './Doctor.module.css';

/** Hands the owner the keys that verify click ids offline, after the password was asked for. */
export default function ClickKeysCard() {
  const { t } = useTranslation();
  const { path, slug } = useManagerPlace();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const take = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      return (await exportClickKeys({ path, throwOnError: true })).data;
    },
    onSuccess: (keys) => {
      saveAs(`${slug}-click-keys.json`, 'application/json', JSON.stringify(keys, null, 2));
      setAsking(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.mutate();
  };
  return (
    <Card title={t('doctor.keys')}>
      <div className={styles.form}>
        <p className={styles.hint}>{t('doctor.keysText')}</p>
        <pre className={styles.command}>{`trib click verify --key ${slug}-click-keys.json <click_id>`}</pre>
        <div className={styles.foot}>
          <Button
            variant="default"
            leftSection={<KeyRound size={15} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            {t('doctor.keysTake')}
          </Button>
        </div>
      </div>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('doctor.keysTake')}
        size={440}
        closeButtonProps={{ 'aria-label': t('close') }}
        onExitTransitionEnd={() => setPassword('')}
      >
        <form className={styles.form} onSubmit={submit}>
          <p className={styles.hint}>{t('doctor.keysWarning')}</p>
          <OwnPassword
            label={t('batches.password')}
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            data-autofocus
          />
          <FormProblem problem={take.error} />
          <div className={styles.foot}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={take.isPending}>
              {t('doctor.keysTake')}
            </Button>
          </div>
        </form>
      </Modal>
    </Card>
  );
}

import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { confirmAuthenticator, enrolAuthenticator } from '../../api';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { CopyText } from '../../kit/CopyText';
import dialog from '../../kit/Dialog.module.css';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton } from '../../kit/Skeletons';
import styles from './Security.module.css';
import { useSecurityAct } from './useSecurityAct';

type Props = { onClose: () => void; onCodes: (codes: string[]) => void };

/** Takes an authenticator app in: scan, type in its first code, done. */
export function EnrolDialog({ onClose, onCodes }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const enrolment = useQuery({
    queryKey: ['enrolment'],
    queryFn: async () => (await enrolAuthenticator({ throwOnError: true })).data,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const confirm = useSecurityAct(
    async () => (await confirmAuthenticator({ body: { code }, throwOnError: true })).data.codes,
    (codes) => {
      onClose();
      onCodes(codes);
    },
  );
  const wrong = confirm.error ? fieldErrors(confirm.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('security.twoStep')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={enrolment} skeleton={<CardSkeleton height={320} />}>
        {({ secret, qr }) => (
          <form className={dialog.form} onSubmit={submit}>
            <p className={dialog.text}>{t('security.scan')}</p>
            <svg
              className={styles.qr}
              viewBox={`0 0 ${qr.size} ${qr.size}`}
              shapeRendering="crispEdges"
              role="img"
              aria-label={t('security.qr')}
            >
              <path d={qr.path} />
            </svg>
            <p className={styles.key}>
              {t('security.byHand')} <CopyText value={secret.replace(/(.{4})(?=.)/g, '$1 ')} />
            </p>
            <TextInput
              label={t('security.first')}
              inputMode="numeric"
              autoComplete="one-time-code"
              data-autofocus
              required
              withAsterisk={false}
              value={code}
              error={wrong.code && confirm.error?.detail}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            {!wrong.code && <FormProblem problem={confirm.error} />}
            <div className={dialog.actions}>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={confirm.isPending}>
                {t('security.confirm')}
              </Button>
            </div>
          </form>
        )}
      </Loaded>
    </Modal>
  );
}

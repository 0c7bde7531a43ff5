import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getSecurityOptions } from '../../api/@tanstack/react-query.gen';
import type { Proof } from '../../app/proof';
import { useTranslation } from '../../i18n';
import dialog from '../../kit/Dialog.module.css';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton } from '../../kit/Skeletons';
import { ProofForm } from './ProofForm';
import { waysOf } from './ways';

type Props = { proof: Proof; onDone: (given: boolean) => void };

/** Asks who is there, in whichever way the person has, and lets go on what was asked for. */
export function ProofDialog({ proof, onDone }: Props) {
  const { t } = useTranslation();
  const security = useQuery({ ...getSecurityOptions(), staleTime: 0 });
  const second = proof === 'second_factor.required';
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={t(second ? 'proof.secondTitle' : 'proof.title')}
      size={440}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={security} skeleton={<CardSkeleton height={120} />}>
        {(has) => {
          const ways = waysOf(has, proof);
          return ways.length > 0 ? (
            <ProofForm ways={ways} text={t(second ? 'proof.secondText' : 'proof.text')} onDone={onDone} />
          ) : (
            <div className={dialog.form}>
              <p className={dialog.text}>{t('proof.none')}</p>
              <div className={dialog.actions}>
                <Button variant="default" onClick={() => onDone(false)}>
                  {t('cancel')}
                </Button>
                <Button component={Link} to="/account/security" onClick={() => onDone(false)}>
                  {t('proof.setUp')}
                </Button>
              </div>
            </div>
          );
        }}
      </Loaded>
    </Modal>
  );
}

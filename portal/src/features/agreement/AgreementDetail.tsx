import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerAgreementDetail as Agreement } from '../../api';
import {
  manageAgreementOptions,
  resumeAgreementMutation,
  withdrawAgreementMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { Filter } from '../../kit/Filters';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { failed, said } from '../../kit/toast';
import styles from './Agreement.module.css';
import { AgreementForm } from './AgreementForm';
import { StatePill } from './Agreements';
import { GroupsForm } from './GroupsForm';
import { Publish } from './Publish';
import { PartnersOf, SignaturesOf } from './Signatures';
import { useVersion, VersionText } from './Versions';

/** One agreement: its text, its versions, and who has signed. */
export default function AgreementDetail({ id }: { id: string }) {
  const { path } = useManagerPlace();
  const found = useQuery(manageAgreementOptions({ path: { ...path, agreement: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(agreement) => <Found agreement={agreement} />}
    </Loaded>
  );
}

function Found({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const [asking, setAsking] = useState<'write' | 'publish' | 'groups' | 'withdraw'>();
  const [part, setPart] = useState<'partners' | 'signatures' | 'text'>('partners');
  const shown = agreement.number > 0 ? part : 'text';
  const close = () => setAsking(undefined);
  const current = useVersion(agreement.id, agreement.number);
  const { withdraw, resume } = useTurn(agreement.id, close);
  return (
    <div className={styles.stack}>
      <Sum pill={<StatePill state={agreement.state} />} amount={agreement.title} />
      <May to="manage">
        <div className={styles.acts}>
          {agreement.draft && <Button onClick={() => setAsking('publish')}>{t('agreements.publish')}</Button>}
          <Button variant={agreement.draft ? 'default' : 'filled'} onClick={() => setAsking('write')}>
            {t(agreement.draft ? 'agreements.editDraft' : 'agreements.write')}
          </Button>
          <Button variant="default" onClick={() => setAsking('groups')}>
            {t('agreements.for')}
          </Button>
          {agreement.state === 'in_force' && (
            <Button variant="default" onClick={() => setAsking('withdraw')}>
              {t('agreements.withdraw')}
            </Button>
          )}
          {agreement.state === 'withdrawn' && (
            <Button variant="default" loading={resume.isPending} onClick={() => resume.run()}>
              {t('agreements.resume')}
            </Button>
          )}
        </div>
      </May>
      <Facts
        facts={[
          { label: t('agreements.signers'), value: t(`agreements.who.${agreement.signers}`) },
          {
            label: t('agreements.published'),
            value: agreement.published_at ? dateTime(agreement.published_at, zone) : '–',
          },
          {
            label: t('agreements.signatory'),
            value: agreement.versions.find((one) => one.number === agreement.number)?.signatory ?? '–',
            show: agreement.number > 0,
          },
          {
            label: t('agreements.hash'),
            value: <span className={styles.hash}>{agreement.hash}</span>,
            show: agreement.number > 0,
          },
        ]}
      />
      {agreement.number > 0 && (
        <Filter
          label={t('agreements.one')}
          value={part}
          options={[
            { value: 'partners', label: t('agreements.partners') },
            { value: 'signatures', label: t('agreements.signatures') },
            { value: 'text', label: t('agreements.versions') },
          ]}
          onChange={setPart}
        />
      )}
      {shown === 'partners' && <PartnersOf agreement={agreement} />}
      {shown === 'signatures' && <SignaturesOf agreement={agreement} />}
      {shown === 'text' && <VersionText agreement={agreement} />}
      <AgreementForm
        key={`${agreement.number}-${agreement.draft?.hash}-${current.data?.hash}`}
        opened={asking === 'write'}
        agreement={agreement}
        text={current.data?.text ?? ''}
        onClose={close}
      />
      <Publish opened={asking === 'publish'} agreement={agreement} onClose={close} />
      <GroupsForm
        key={agreement.groups.join()}
        opened={asking === 'groups'}
        agreement={agreement}
        onClose={close}
      />
      <ReasonDialog
        opened={asking === 'withdraw'}
        title={t('agreements.withdrawTitle', { name: agreement.title })}
        text={t('agreements.withdrawText')}
        confirm={t('agreements.withdraw')}
        danger
        busy={withdraw.isPending}
        onClose={close}
        onConfirm={() => withdraw.run()}
      />
    </div>
  );
}

function useTurn(agreement: string, close: () => void) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const after = {
    onSuccess: () => {
      close();
      said(t('agreements.turned'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  };
  const withdraw = useMutation({ ...withdrawAgreementMutation(), ...after });
  const resume = useMutation({ ...resumeAgreementMutation(), ...after });
  const where = { path: { ...path, agreement } };
  return {
    withdraw: { isPending: withdraw.isPending, run: () => withdraw.mutate(where) },
    resume: { isPending: resume.isPending, run: () => resume.mutate(where) },
  };
}

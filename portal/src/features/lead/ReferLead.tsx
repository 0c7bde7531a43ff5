import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listPartnersOptions, referLeadMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Leads.module.css';

/** Passes a lead on to a partner, who takes it or declines it. */
export default function ReferLead({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const partners = useQuery(listPartnersOptions({ path, query: { status: 'active', limit: 200 } }));
  const [partner, setPartner] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [company, setCompany] = useState('');
  const refer = useMutation({
    ...referLeadMutation(),
    onSuccess: () => {
      said(t('leads.referred'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const wrong = refer.error ? fieldErrors(refer.error) : {};
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('leads.refer')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (partner)
            refer.mutate({
              path,
              body: {
                partner_id: partner,
                name: name.trim(),
                email: email.trim(),
                ...(company.trim() ? { company: company.trim() } : {}),
              },
            });
        }}
      >
        <NativeSelect
          label={t('leads.partner')}
          value={partner}
          data={[
            { value: '', label: '' },
            ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(e) => setPartner(e.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={t('leads.name')}
          value={name}
          maxLength={120}
          required
          withAsterisk={false}
          error={wrong.name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('leads.email')}
            type="email"
            value={email}
            maxLength={254}
            required
            withAsterisk={false}
            error={wrong.email}
            onChange={(e) => setEmail(e.currentTarget.value)}
          />
          <TextInput
            label={t('leads.company')}
            value={company}
            maxLength={120}
            error={wrong.company}
            onChange={(e) => setCompany(e.currentTarget.value)}
          />
        </div>
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : refer.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={refer.isPending} disabled={!partner}>
            {t('leads.refer')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

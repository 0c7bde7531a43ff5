import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PartnerAgreementDue } from '../../api';
import {
  getSessionQueryKey,
  listAgreementsOptions,
  signAgreementMutation,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Agreement.module.css';
import { Prose } from './Prose';

/** All that a program shows to somebody who has something to sign: one agreement after the other. */
export function SignPage() {
  const { path } = usePartnerPlace();
  const agreements = useQuery(listAgreementsOptions({ path }));
  return (
    <div className={styles.sign}>
      <Loaded query={agreements} skeleton={<DetailSkeleton />}>
        {({ due }) => due[0] && <Due key={due[0].hash} agreement={due[0]} left={due.length} />}
      </Loaded>
    </div>
  );
}

function Due({ agreement, left }: { agreement: PartnerAgreementDue; left: number }) {
  const { t } = useTranslation();
  const { zone } = usePartnerPlace();
  return (
    <>
      <h1 className={styles.title}>{agreement.title}</h1>
      <p className={styles.lead}>
        {t(agreement.again ? 'agreement.again' : 'agreement.first')}{' '}
        {left > 1 && t('agreement.left', { count: left - 1 })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.paper} tabIndex={0} aria-label={agreement.title}>
        <Prose text={agreement.text} />
      </section>
      <p className={styles.note}>
        {t('agreement.byCompany', { name: agreement.signatory, day: date(agreement.published_at, zone) })}
      </p>
      {agreement.may_sign ? <SignForm agreement={agreement} /> : <p>{t('agreement.adminSigns')}</p>}
    </>
  );
}

function SignForm({ agreement }: { agreement: PartnerAgreementDue }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [consent, setConsent] = useState(false);
  const sign = useMutation({
    ...signAgreementMutation(),
    onSuccess: async () => {
      said(t('agreement.signed'));
      await queryClient.refetchQueries({ queryKey: getSessionQueryKey() });
      void queryClient.invalidateQueries();
    },
    onError: (problem) => {
      if (problem.status === 409) void queryClient.invalidateQueries();
    },
  });
  const wrong = sign.error ? fieldErrors(sign.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { id, number, hash } = agreement;
    sign.mutate({ path: { ...path, agreement: id }, body: { number, hash, name: name.trim(), consent } });
  };
  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('agreement.name')}
          description={t('agreement.nameHint')}
          value={name}
          error={wrong.name}
          maxLength={120}
          autoComplete="name"
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Checkbox
          label={t(agreement.by === 'organisation' ? 'agreement.consentAll' : 'agreement.consent')}
          checked={consent}
          onChange={(e) => setConsent(e.currentTarget.checked)}
        />
        {sign.error && Object.keys(wrong).length === 0 && <FormProblem problem={sign.error} />}
        <p className={styles.note}>{t('agreement.kept')}</p>
        <div className={styles.acts}>
          <Button type="submit" loading={sign.isPending} disabled={!consent || name.trim().length < 2}>
            {t('agreement.sign')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

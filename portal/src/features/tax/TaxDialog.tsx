import { Button, Checkbox, Modal, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type PartnerTaxFormAsk, putTaxForm } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import { blank, type Draft, filled, stepOf } from './draft';
import styles from './Tax.module.css';
import { TaxFields } from './TaxFields';

type Props = { opened: boolean; asks: PartnerTaxFormAsk[]; onClose: () => void };

/** A tax form in three steps: who you are, what the form asks, the signature. */
export function TaxDialog({ opened, asks, onClose }: Props) {
  const { t } = useTranslation();
  const { partner } = usePartnerPlace().path;
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(blank);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState(0);
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }));
  const sign = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await putTaxForm({ path: { partner }, body: filled(draft), throwOnError: true });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries();
      said(t('tax.saved'));
      onClose();
    },
    onError: (error) => setStep(stepOf(fieldErrors(error))),
  });
  const wrong = sign.error ? fieldErrors(sign.error) : {};
  const ask = asks.find((one) => one.kind === draft.kind);
  const choose = (kind: string) =>
    change({
      kind: kind as Draft['kind'],
      certified: false,
      classification: asks.find((one) => one.kind === kind)?.classifications[0] ?? '',
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step < 2) setStep(step + 1);
    else sign.mutate();
  };
  const reset = () => {
    setDraft(blank);
    setPassword('');
    setStep(0);
    sign.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('tax.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={reset}
    >
      <form className={styles.form} onSubmit={submit}>
        <ol className={styles.steps}>
          {(['who', 'form', 'sign'] as const).map((name, i) => (
            <li key={name} data-done={i <= step || undefined} aria-current={i === step ? 'step' : undefined}>
              {t(`tax.step.${name}`)}
            </li>
          ))}
        </ol>
        {step === 0 && (
          <>
            <Radio.Group label={t('tax.who')} value={draft.kind} onChange={choose}>
              <div className={styles.choices}>
                {(['w9', 'w8ben', 'w8bene'] as const).map((kind) => (
                  <Radio
                    key={kind}
                    value={kind}
                    label={t(`tax.about.${kind}`)}
                    description={t(`tax.kind.${kind}`)}
                  />
                ))}
              </div>
            </Radio.Group>
            {draft.kind !== 'w9' && (
              <TextInput
                label={t('tax.field.country')}
                autoComplete="country"
                required
                withAsterisk={false}
                maxLength={2}
                placeholder="DE"
                value={draft.country}
                error={wrong.country}
                onChange={(e) => change({ country: e.currentTarget.value.toUpperCase() })}
              />
            )}
          </>
        )}
        {step === 1 && <TaxFields draft={draft} wrong={wrong} ask={ask} onChange={change} />}
        {step === 2 && (
          <>
            <ol className={styles.states}>
              {ask?.certifications.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ol>
            <Checkbox
              label={t('tax.certify')}
              checked={draft.certified}
              error={wrong.certified}
              onChange={(e) => change({ certified: e.currentTarget.checked })}
            />
            <TextInput
              label={t('tax.signature')}
              autoComplete="off"
              required
              withAsterisk={false}
              maxLength={100}
              value={draft.signature}
              error={wrong.signature}
              onChange={(e) => change({ signature: e.currentTarget.value })}
            />
            <OwnPassword
              label={t('method.password')}
              value={password}
              error={wrong.password}
              onChange={(e) => setPassword(e.currentTarget.value)}
            />
            <FormProblem problem={Object.keys(wrong).length > 0 ? null : sign.error} />
          </>
        )}
        <div className={styles.foot}>
          <Button variant="default" onClick={step === 0 ? onClose : () => setStep(step - 1)}>
            {t(step === 0 ? 'cancel' : 'tax.back')}
          </Button>
          <Button type="submit" loading={sign.isPending}>
            {t(step === 2 ? 'tax.sign' : 'tax.next')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

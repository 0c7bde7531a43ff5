import { Button, Modal, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type PartnerPayoutMethodInput, type PartnerPayoutOption, putPayoutMethod } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import { AccountFields } from './AccountFields';
import { feeText } from './fee';
import styles from './Method.module.css';

type Rail = PartnerPayoutMethodInput['rail'];
type Draft = Omit<PartnerPayoutMethodInput, 'address'>;

const blank = (rail: Rail): Draft => ({ rail, holder: '' });

/** Only what was filled in is sent. */
const filled = (draft: Draft) =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== '')) as Draft;

/** What a method can pay in. */
const paidIn = (options: PartnerPayoutOption[], rail: string) =>
  options.find((one) => one.rail === rail)?.currencies ?? [];

/** The method and its account; asks for the password, because this is where money goes. */
export function MethodForm({
  opened,
  changing,
  options,
  onClose,
}: {
  opened: boolean;
  changing: boolean;
  options: PartnerPayoutOption[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const first = options.find((one) => one.rail !== 'stripe')?.rail as Rail | undefined;
  const [draft, setDraft] = useState<Draft>(blank(first ?? 'manual'));
  const [chosen, setChosen] = useState<PartnerPayoutOption['rail']>(options[0]?.rail ?? 'manual');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await putPayoutMethod({ path: { partner: path.partner }, body: filled(draft), throwOnError: true });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries();
      said(t('method.saved'));
      onClose();
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const choose = (rail: string) => {
    setChosen(rail as PartnerPayoutOption['rail']);
    if (rail !== 'stripe') setDraft({ ...blank(rail as Rail), holder: draft.holder });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const reset = () => {
    setDraft(blank(first ?? 'manual'));
    setPassword('');
    save.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('method.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={reset}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.note}>{t(changing ? 'method.changeNote' : 'method.firstNote')}</p>
        <Radio.Group label={t('method.choose')} value={chosen} onChange={choose}>
          <div className={styles.rails}>
            {options.map((one) => (
              <Radio
                key={one.rail}
                value={one.rail}
                label={t(`rail.${one.rail}`)}
                description={`${t(`method.about.${one.rail}`)} ${feeText(one, t)}.`}
              />
            ))}
          </div>
        </Radio.Group>
        {chosen === 'stripe' ? (
          <p>{t('method.stripeNote')}</p>
        ) : (
          <>
            <TextInput
              label={t('method.holder')}
              autoComplete="name"
              maxLength={140}
              required
              withAsterisk={false}
              value={draft.holder}
              error={wrong.holder}
              onChange={(e) => setDraft({ ...draft, holder: e.currentTarget.value })}
            />
            <NativeSelect
              label={t('method.currency')}
              description={t('method.currencyNote')}
              data={[{ value: '', label: t('method.ownCurrency') }, ...paidIn(options, chosen)]}
              value={draft.currency ?? ''}
              error={wrong.currency}
              onChange={(e) => setDraft({ ...draft, currency: e.currentTarget.value })}
            />
            <AccountFields draft={draft} wrong={wrong} onChange={(more) => setDraft({ ...draft, ...more })} />
            <OwnPassword
              label={t('method.password')}
              value={password}
              error={wrong.password}
              onChange={(e) => setPassword(e.currentTarget.value)}
            />
            <FormProblem problem={Object.keys(wrong).length > 0 ? null : save.error} />
            <div className={styles.foot}>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('save')}
              </Button>
            </div>
          </>
        )}
      </form>
    </Modal>
  );
}

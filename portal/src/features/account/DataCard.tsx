import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Account, forgetAccount, getAccountData } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { saveAs } from '../../kit/saveAs';
import styles from './Account.module.css';
import { useProven } from './useProven';

/** What the law gives people: their data as a file, and to be forgotten. */
export default function DataCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState('');
  const [despite, setDespite] = useState(false);
  const download = useProven(
    async () => {
      const { data } = await getAccountData({ parseAs: 'text', throwOnError: true });
      saveAs('my-data.json', 'application/json', String(data));
    },
    () => {},
  );
  const forget = useProven(
    () => forgetAccount({ body: { email, despite_money: despite }, throwOnError: true }),
    () => window.location.assign('/'),
  );
  const money = forget.problem?.code === 'person.money_open';
  return (
    <Card title={t('account.data')}>
      <p className={styles.text}>{t('account.dataText')}</p>
      <FormProblem problem={download.problem} />
      <div className={styles.foot}>
        <Button variant="default" loading={download.pending} onClick={download.act}>
          {t('account.download')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setOpen(true)}>
          {t('account.forget')}
        </Button>
      </div>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('account.forgetTitle')}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            forget.act();
          }}
        >
          <p className={styles.text}>{t('account.forgetText')}</p>
          <TextInput
            type="email"
            label={t('account.forgetEmail', { email: account.email })}
            autoComplete="off"
            required
            withAsterisk={false}
            value={email}
            error={forget.wrong.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          {(money || despite) && (
            <Checkbox
              label={t('account.despiteMoney')}
              checked={despite}
              onChange={(event) => setDespite(event.currentTarget.checked)}
            />
          )}
          {!forget.wrong.email && <FormProblem problem={forget.problem} />}
          <div className={styles.foot}>
            <Button type="submit" color="red" loading={forget.pending}>
              {t('account.forget')}
            </Button>
          </div>
        </form>
      </Modal>
    </Card>
  );
}

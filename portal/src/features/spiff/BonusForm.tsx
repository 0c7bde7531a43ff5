import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createAdjustment } from '../../api';
import { listPartnersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { toProblem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Spiffs.module.css';

/** Gives chosen partners a bonus; above the program's limit a second person decides. */
export function BonusForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('spiffs.bonus')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const queryClient = useQueryClient();
  const partners = useQuery(listPartnersOptions({ path, query: { status: 'active', limit: 200 } }));
  // One key for the form: sent twice, each partner still gets it once.
  const [key] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string[]>([]);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const amount = parseMoney(text, currency);
  const give = useMutation({
    mutationFn: async () => {
      if (!amount) return 0;
      let waiting = 0;
      for (const partner of chosen) {
        const { data } = await createAdjustment({
          path,
          body: { key: `${key}/${partner}`, kind: 'bonus', partner, name, reason, amount },
          throwOnError: true,
        });
        if (data.status === 'waiting') waiting += 1;
      }
      return waiting;
    },
    onSuccess: (waiting) => {
      said(waiting > 0 ? t('spiffs.bonusWaits', { count: waiting }) : t('spiffs.bonusGiven'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.text}>{t('spiffs.bonusText')}</p>
      <Checkbox.Group label={t('spiffs.bonusFor')} value={chosen} onChange={setChosen}>
        <div className={styles.people}>
          {(partners.data?.data ?? []).map((one) => (
            <Checkbox key={one.id} value={one.id} label={one.name} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.pair}>
        <TextInput
          label={t('spiffs.name')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          maxLength={80}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t('spiffs.bonusEach', { currency })}
          inputMode="decimal"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          error={text !== '' && !amount ? t('offers.wrongAmount') : undefined}
          required
          withAsterisk={false}
        />
      </div>
      <TextInput
        label={t('spiffs.bonusReason')}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        maxLength={500}
        required
        withAsterisk={false}
      />
      <FormProblem problem={give.error ? toProblem(give.error) : null} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={give.isPending} disabled={chosen.length === 0 || !amount}>
          {t('spiffs.giveBonus', { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

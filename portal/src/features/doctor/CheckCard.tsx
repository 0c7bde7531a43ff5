import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { checkReportMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { DiagnosisView } from './DiagnosisView';
import styles from './Doctor.module.css';
import { readPasted } from './pasted';

const supposed = [
  'table_busy',
  'from_page',
  'from_provider',
  'program_paused',
  'no_offer',
  'old_click',
  'link_elsewhere',
  'test_click',
  'holdout_link',
  'partner_paused',
  'coupon_disabled',
] as const;
type Supposed = (typeof supposed)[number];

/** Takes an address or a report, and says line by line what it would come to. */
export function CheckCard() {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const [text, setText] = useState('');
  const [suppose, setSuppose] = useState<Supposed | ''>('');
  const check = useMutation(checkReportMutation());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate({ path, body: { ...readPasted(text), ...(suppose ? { suppose } : {}) } });
  };
  const example = `${window.location.origin}/postback?key=pbs_…&event=sale&click_id={click_id}&transaction_id=1042&amount=19.90&currency=${currency}`;
  return (
    <Card title={t('doctor.check')}>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          label={t('doctor.paste')}
          description={t('doctor.pasteHint')}
          placeholder={example}
          classNames={{ input: 'mono' }}
          rows={4}
          maxLength={8000}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <NativeSelect
          label={t('doctor.suppose')}
          description={t('doctor.supposeHint')}
          value={suppose}
          onChange={(e) => setSuppose(e.currentTarget.value as Supposed | '')}
          data={[
            { value: '', label: t('doctor.asItIs') },
            ...supposed.map((one) => ({ value: one, label: t(`doctor.supposed.${one}`) })),
          ]}
        />
        <FormProblem problem={check.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={() => setText(example)}>
            {t('doctor.example')}
          </Button>
          <Button type="submit" loading={check.isPending} disabled={text.trim() === ''}>
            {t('doctor.examine')}
          </Button>
        </div>
      </form>
      {check.data && <DiagnosisView diagnosis={check.data} />}
    </Card>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { PartnerTaxForm } from '../../api';
import { getTaxFormOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { type Translate, useTranslation } from '../../i18n';
import { date } from '../../kit/format';
import styles from './Tax.module.css';

const TaxDialog = lazy(async () => ({ default: (await import('./TaxDialog')).TaxDialog }));

/** What there is to know about the form. */
function noteOf(form: PartnerTaxForm, zone: string, t: Translate) {
  if (form.status === 'rejected') return t('tax.rejected', { reason: form.reason ?? '' });
  if (form.status === 'missing' || form.status === 'expired') return t(`tax.${form.status}Text`);
  const signed = t('tax.signed', {
    name: form.signed_by ?? '',
    date: date(form.signed_at ?? '', zone),
    last4: form.last4 ?? '',
  });
  return form.expires_at ? `${signed} ${t('tax.until', { date: date(form.expires_at, zone) })}` : signed;
}

/** Where the partner's tax form stands, and signing one. */
export default function TaxCard() {
  const { t } = useTranslation();
  const { path, zone, admin } = usePartnerPlace();
  const [editing, setEditing] = useState<boolean>();
  const query = useQuery({ ...getTaxFormOptions({ path: { partner: path.partner } }), enabled: admin });
  const form = query.data;
  if (!admin || !form) return null;
  const good = form.status === 'submitted' || form.status === 'verified' ? form.status : undefined;
  return (
    <section
      className={styles.card}
      aria-label={t('tax.title')}
      data-wanted={form.status === 'rejected' || form.status === 'expired' || undefined}
    >
      <FileCheck size={18} aria-hidden="true" />
      <div className={styles.text}>
        <h2>
          {form.kind && good ? t(`tax.state.${good}`, { form: t(`tax.kind.${form.kind}`) }) : t('tax.title')}
        </h2>
        <p>{noteOf(form, zone, t)}</p>
      </div>
      <Button variant="default" onClick={() => setEditing(true)}>
        {good ? t('tax.replace') : t('tax.give')}
      </Button>
      {editing !== undefined && (
        <Suspense>
          <TaxDialog opened={editing} asks={form.forms} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </section>
  );
}

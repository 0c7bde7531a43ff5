import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { getStatementOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Facts } from '../../kit/Facts';
import { date, money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { type PeriodSearch, resolvePeriod } from '../../kit/period';
import { CardSkeleton } from '../../kit/Skeletons';
import styles from './invoice.module.css';

/** How many entries the card shows; the files have all of them. */
const shown = 20;

/** The account over a period: what was owed, earned, taken back and paid, and what is owed now. */
export function StatementCard() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const [period, setPeriod] = useState<PeriodSearch>({ period: 'month' });
  const { from, to } = resolvePeriod(period, zone);
  const query = useQuery(getStatementOptions({ path, query: { from, to } }));
  const days = `from=${from}&to=${to}`;
  const files = [
    { id: 'pdf', href: `/api/p/${path.partner}/documents/${path.program}/statement.pdf?${days}` },
    { id: 'csv', href: `/api/p/${path.partner}/programs/${path.program}/statement/export.csv?${days}` },
  ] as const;
  return (
    <Card
      title={t('statement.title')}
      action={<PeriodPicker value={period} zone={zone} onChange={setPeriod} />}
    >
      <div className={styles.statement}>
        <p className={styles.note}>{t('statement.text')}</p>
        <Loaded query={query} skeleton={<CardSkeleton height={180} />}>
          {(found) => (
            <>
              <Facts
                facts={[
                  { label: t('statement.opening'), value: money(found.opening) },
                  { label: t('statement.earned'), value: money(found.earned) },
                  { label: t('statement.reversed'), value: money(negative(found.reversed)) },
                  { label: t('statement.paid'), value: money(negative(found.paid)) },
                  { label: t('statement.closing'), value: <strong>{money(found.closing)}</strong> },
                ]}
              />
              <Lines
                title={t('statement.entries', { count: found.entries.length })}
                lines={found.entries.slice(-shown).map((entry, n) => ({
                  id: String(n),
                  text: entry.what,
                  meta: date(entry.at, zone),
                  amount: money(entry.amount),
                }))}
              />
            </>
          )}
        </Loaded>
        <div className={styles.foot}>
          {files.map((file) => (
            <Button
              key={file.id}
              component="a"
              href={file.href}
              download
              variant="default"
              leftSection={<Download size={16} aria-hidden="true" />}
            >
              {t(`statement.${file.id}`)}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}

const negative = <T extends { amount: number }>(of: T): T => ({
  ...of,
  amount: of.amount === 0 ? 0 : -of.amount,
});

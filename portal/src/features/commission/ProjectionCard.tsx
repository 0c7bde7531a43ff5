import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerProjectedSpan, PartnerProjection } from '../../api';
import { getProjectionOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Definition } from '../../kit/Definition';
import { day, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton } from '../../kit/Skeletons';
import styles from './ProjectionCard.module.css';

const frames = [4, 8, 13, 26] as const;

/** What is ready, and what is expected to become so: by week, and the days of a week when it is opened. */
export default function ProjectionCard() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [weeks, setWeeks] = useState<number>(4);
  const query = useQuery(getProjectionOptions({ path, query: { weeks } }));
  return (
    <Card
      title={t('projection.title')}
      action={
        <NativeSelect
          aria-label={t('projection.frame')}
          value={String(weeks)}
          onChange={(e) => setWeeks(Number(e.currentTarget.value))}
          data={frames.map((n) => ({ value: String(n), label: t('projection.weeks', { count: n }) }))}
        />
      }
    >
      <Loaded query={query} skeleton={<CardSkeleton height={260} />}>
        {(found) => <Projected found={found} />}
      </Loaded>
    </Card>
  );
}

function Projected({ found }: { found: PartnerProjection }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...found.weeks.map((week) => week.amount.amount));
  const expected = found.weeks.reduce((sum, week) => sum + week.amount.amount, 0);
  const sums = [
    { id: 'available' as const, value: found.available, always: true },
    { id: 'expected' as const, value: { ...found.available, amount: expected }, always: true },
    { id: 'later' as const, value: found.later, always: false },
    { id: 'undated' as const, value: found.undated, always: false },
    { id: 'in_transit' as const, value: found.in_transit, always: false },
  ].filter((sum) => sum.always || sum.value.amount !== 0);
  return (
    <>
      <dl className={styles.sums}>
        {sums.map((sum) => (
          <div key={sum.id}>
            <dt>
              <Definition word={t(`projection.${sum.id}`)} meaning={t(`projection.meaning.${sum.id}`)} />
            </dt>
            <dd>{money(sum.value)}</dd>
          </div>
        ))}
      </dl>
      <ol className={styles.weeks} aria-label={t('projection.byWeek')}>
        {found.weeks.map((week) => (
          <Week key={week.from} week={week} most={most} days={found.days} />
        ))}
      </ol>
      {found.next_payout_on && (
        <p className={styles.note}>{t('projection.next', { date: day(found.next_payout_on) })}</p>
      )}
      {found.partial && <p className={styles.note}>{t('projection.partial')}</p>}
    </>
  );
}

function Week({
  week,
  most,
  days,
}: {
  week: PartnerProjectedSpan;
  most: number;
  days: readonly PartnerProjectedSpan[];
}) {
  const { t } = useTranslation();
  const own = days.filter((one) => week.from <= one.from && one.from <= week.to);
  return (
    <li>
      <details className={styles.week}>
        <summary aria-disabled={own.length === 0}>
          <span className={styles.when}>{t('projection.week', { date: day(week.from) })}</span>
          <span className={styles.track}>
            <span
              className={styles.bar}
              style={{ inlineSize: `${Math.max(0, Math.round((week.amount.amount * 100) / most))}%` }}
            />
          </span>
          <strong>{money(week.amount)}</strong>
        </summary>
        <ul className={styles.days}>
          {own.map((one) => (
            <li key={one.from}>
              <span>{day(one.from)}</span>
              <span>{t('projection.count', { count: one.count })}</span>
              <span>{money(one.amount)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

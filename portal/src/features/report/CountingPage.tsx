import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import type { ManagerCountingRule, ManagerRecountedDay, ManagerRecounts } from '../../api';
import { getCountingOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { count, day } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import styles from './Counting.module.css';

const route = getRouteApi('/m/$program/reports_/counting');
const names: Record<ManagerCountingRule['key'], string> = {
  everflow: 'Everflow',
  tune: 'TUNE',
  dub: 'Dub',
  trackdesk: 'Trackdesk',
  ga4: 'GA4',
};

/** The same clicks by the rules of other products, so that two numbers that differ can be explained. */
export function CountingPage() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = resolvePeriod(search, zone);
  const found = useQuery({
    ...getCountingOptions({ path, query: period }),
    placeholderData: (before) => before,
  });
  return (
    <Screen>
      <PageHead title={t('counting.title')} meta={t('counting.meta')}>
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => void navigate({ search: next, resetScroll: false })}
        />
      </PageHead>
      <Loaded query={found} skeleton={<TableSkeleton columns={8} rows={10} />}>
        {(answer) => <Found answer={answer} />}
      </Loaded>
    </Screen>
  );
}

function Found({ answer }: { answer: ManagerRecounts }) {
  const { t } = useTranslation();
  const columns: Column<ManagerRecountedDay>[] = [
    {
      id: 'day',
      head: t('counting.day'),
      card: 'title',
      cell: (row) => day(row.day),
      sort: (row) => row.day,
    },
    {
      id: 'clicks',
      head: t('counting.all'),
      end: true,
      muted: true,
      cell: (row) => count(row.clicks),
      sort: (row) => row.clicks,
    },
    {
      id: 'own',
      head: t('counting.own'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{count(row.unique_clicks)}</strong>,
      sort: (row) => row.unique_clicks,
    },
    ...answer.rules.map(
      (rule): Column<ManagerRecountedDay> => ({
        id: rule.key,
        head: names[rule.key],
        end: true,
        cell: (row) => (row.rules ? count(row.rules[rule.key] ?? 0) : '–'),
        sort: (row) => row.rules?.[rule.key] ?? -1,
      }),
    ),
  ];
  const days = answer.days.filter((one) => one.clicks > 0);
  return (
    <>
      <div className={styles.rules}>
        {answer.rules.map((rule) => (
          <Rule key={rule.key} rule={rule} counted={answer.until !== undefined} />
        ))}
      </div>
      <p className={styles.text}>{t('counting.identity')}</p>
      <p className={styles.text}>
        {answer.until ? t('counting.until', { day: day(answer.until) }) : t('counting.notYet')}
      </p>
      {days.length === 0 ? (
        <Card>
          <Empty icon={Scale} title={t('counting.none')} text={t('counting.noneText')} />
        </Card>
      ) : (
        <DataTable label={t('counting.title')} columns={columns} rows={days} rowKey={(row) => row.day} wide />
      )}
    </>
  );
}

/** One product: how it counts, what it would have said, and why that is more or less. */
function Rule({ rule, counted }: { rule: ManagerCountingRule; counted: boolean }) {
  const { t } = useTranslation();
  const more = rule.total - rule.own;
  return (
    <section className={styles.rule} aria-label={names[rule.key]}>
      <h2>{names[rule.key]}</h2>
      {counted && (
        <p className={styles.sum}>
          {count(rule.total)}
          <span>
            {more === 0
              ? t('counting.same')
              : t(more > 0 ? 'counting.more' : 'counting.less', {
                  count: Math.abs(more),
                  shown: count(Math.abs(more)),
                })}
          </span>
        </p>
      )}
      <p className={styles.text}>{t(`counting.rule.${rule.key}`)}</p>
      <p className={styles.text}>{t(`counting.why.${rule.key}`)}</p>
    </section>
  );
}

import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ShieldAlert, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerFraudCase } from '../../api';
import { listCasesInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { useMay } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { CaseDetail } from './CaseDetail';
import { Decide } from './Decide';
import styles from './Fraud.module.css';
import { grave, statuses, tones } from './status';

const Rules = lazy(() => import('./Rules'));
const route = getRouteApi('/m/$program/fraud');

/** Suspicious conversions: what they earned is held until somebody has looked. */
export function Cases() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay('manage');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rules, setRules] = useState(false);
  const partner = search.q;
  // What waits is shown first; a partner's history is shown whole.
  const status =
    statuses.find((one) => one === search.status) ??
    (partner || search.status === 'all' ? undefined : 'open');
  const pages = usePages(
    listCasesInfiniteOptions({
      path,
      query: { limit: 25, ...(status ? { status } : {}), ...(partner ? { partner } : {}) },
    }),
  );
  const columns: Column<ManagerFraudCase>[] = [
    { id: 'opened', head: t('fraud.opened'), muted: true, cell: (row) => dateTime(row.opened_at, zone) },
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'order',
      head: t('conversions.order'),
      muted: true,
      card: 'meta',
      cell: (row) => <code>{row.order_id}</code>,
    },
    {
      id: 'why',
      head: t('fraud.why'),
      cell: (row) =>
        row.rules
          .slice(0, 2)
          .map((rule) => t(`fraud.rule.${rule}` as 'fraud.rule.too_fast', { defaultValue: rule }))
          .join(', '),
    },
    { id: 'score', head: t('fraud.score'), cell: (row) => <Pill tone={grave(row.score)}>{row.score}</Pill> },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`fraud.status.${row.status}`)}</Pill>,
    },
    {
      id: 'earned',
      head: t('fraud.earned'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.earned)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.fraud')}>
        <Button
          variant="default"
          leftSection={<SlidersHorizontal size={16} aria-hidden="true" />}
          onClick={() => setRules(true)}
        >
          {t('fraud.rules')}
        </Button>
      </PageHead>
      <Filter
        label={t('commissions.filter')}
        value={status ?? 'all'}
        options={[
          ...statuses.map((value) => ({ value, label: t(`fraud.status.${value}`) })),
          { value: 'all' as const, label: t('commissions.all') },
        ]}
        onChange={(next) => void navigate({ search: { status: next, ...(partner ? { q: partner } : {}) } })}
      />
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 && !pages.more ? (
            <Card>
              <Empty icon={ShieldAlert} title={t('fraud.none')} text={t('fraud.noneText')} />
            </Card>
          ) : (
            <>
              <DataTable
                label={t('nav.fraud')}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                rowLabel={(row) => t('fraud.open', { order: row.order_id })}
                openId={search.id}
                more={pages.more}
                loadingMore={pages.loadingMore}
                {...(may
                  ? {
                      selection: {
                        chosen,
                        set: setChosen,
                        can: (id: string) => rows.find((row) => row.id === id)?.status === 'open',
                      },
                    }
                  : {})}
              />
              {chosen.size > 0 && (
                <div className={styles.bar} role="region" aria-label={t('fraud.bulk')}>
                  <span>{t('fraud.chosen', { count: chosen.size })}</span>
                  <Decide ids={[...chosen]} onDone={() => setChosen(new Set())} />
                </div>
              )}
            </>
          )
        }
      </Loaded>
      <Suspense>{rules && <Rules onClose={() => setRules(false)} />}</Suspense>
      <DetailDrawer id={search.id} title={t('fraud.one')}>
        {(id) => <CaseDetail key={id} id={id} />}
      </DetailDrawer>
    </Screen>
  );
}

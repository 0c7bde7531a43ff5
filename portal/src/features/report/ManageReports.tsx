import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ManagerReport } from '../../api';
import { manageReportOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton } from '../../kit/Skeletons';
import { type Line, ofProgram } from './figures';
import styles from './Report.module.css';
import { facetText, ReportBody } from './ReportBody';
import { ReportSkeleton } from './ReportSkeleton';
import { asQuery, cutOf, managerCuts, type ReportSearch } from './search';

const route = getRouteApi('/m/$program/reports');
const ManageCards = lazy(() => import('./ManageCards'));

/** A program's figures of a period, with the classes of clicks and the states of commissions. */
export function ManageReports() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = resolvePeriod(search, zone);
  const cuts = managerCuts.filter((cut) =>
    search.partner ? cut !== 'partner' : cut !== 'link' && cut !== 'sub',
  );
  const by = cutOf(cuts, search);
  const only = {
    ...(search.facet ? { [search.facet]: search.value } : {}),
    ...(search.partner ? { partner: search.partner } : {}),
  };
  const base = { ...period, compare: 'previous' as const };
  const days = useQuery({
    ...manageReportOptions({ path, query: { ...base, ...only, by: 'day' } }),
    placeholderData: (before) => before,
  });
  const lines = useQuery({
    ...manageReportOptions({ path, query: { ...base, ...only, by } }),
    placeholderData: (before) => before,
  });
  const partners = useQuery({
    ...manageReportOptions({ path, query: { ...period, by: 'partner' } }),
    enabled: search.partner !== undefined,
  });
  const nameOf = (id: string) => partners.data?.lines.find((line) => line.key === id)?.name ?? id;
  const go = (next: ReportSearch) =>
    void navigate({ search: next, resetScroll: false, replace: next.q !== search.q });
  return (
    <Screen>
      <PageHead title={t('nav.reports')}>
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => {
            const { period: _period, from: _from, to: _to, ...rest } = search;
            go({ ...rest, ...next });
          }}
        />
      </PageHead>
      <Loaded
        query={{ ...lines, data: lines.data && days.data && { lines: lines.data, days: days.data } }}
        skeleton={<ReportSkeleton />}
      >
        {(found) => (
          <ReportBody
            answer={{
              total: ofProgram(found.days.total),
              before: found.days.before && ofProgram(found.days.before),
              days: linesOf(found.days),
              lines: linesOf(found.lines),
              more: found.lines.more,
            }}
            cuts={cuts}
            by={found.lines.by}
            metric={search.metric ?? 'revenue'}
            search={search}
            csv={`/api/m/${path.program}/report.csv?${asQuery({
              ...period,
              ...only,
              by,
              compare: search.compare ? 'previous' : undefined,
            })}`}
            extra={
              <Suspense fallback={<CardSkeleton height={353} />}>
                <ManageCards total={found.days.total} />
                <p className={styles.more}>
                  <Link to="/m/$program/reports/counting" params={path} search={periodOf(search)}>
                    {t('report.counting')}
                  </Link>
                </p>
              </Suspense>
            }
            only={[
              ...(search.partner
                ? [{ id: 'partner' as const, text: `${t('report.one.partner')}: ${nameOf(search.partner)}` }]
                : []),
              ...facetText(search.facet, search.value, undefined, t),
            ]}
            onSearch={go}
          />
        )}
      </Loaded>
    </Screen>
  );
}

const periodOf = ({ period, from, to }: ReportSearch) => ({
  ...(period ? { period } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

const linesOf = (report: ManagerReport): Line[] =>
  report.lines.map(({ key, name, now, before }) => ({
    key,
    name,
    now: ofProgram(now),
    before: before && ofProgram(before),
  }));

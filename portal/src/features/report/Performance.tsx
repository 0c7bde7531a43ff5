import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { PartnerReport } from '../../api';
import { getReportOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { type Line, ofPartner } from './figures';
import { facetText, ReportBody } from './ReportBody';
import { ReportSkeleton } from './ReportSkeleton';
import { asQuery, cutOf, partnerCuts, type ReportSearch } from './search';

const route = getRouteApi('/p/$partner/$program/performance');

/** A partner's figures of a period: by day or month, and by what they came from. */
export function Performance() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = resolvePeriod(search, zone);
  const by = cutOf(partnerCuts, search);
  const only = search.facet ? { [search.facet]: search.value } : {};
  const base = { ...period, compare: 'previous' as const };
  const days = useQuery({
    ...getReportOptions({ path, query: { ...base, ...only, by: 'day' } }),
    placeholderData: (before) => before,
  });
  const lines = useQuery({
    ...getReportOptions({ path, query: { ...base, ...only, by } }),
    placeholderData: (before) => before,
  });
  const names = useQuery({
    ...getReportOptions({ path, query: { ...period, by: search.facet ?? 'link' } }),
    enabled: search.facet === 'link' || search.facet === 'offer',
  });
  const named = names.data?.lines.find((line) => line.key === search.value)?.name;
  const go = (next: ReportSearch) =>
    void navigate({ search: next, resetScroll: false, replace: next.q !== search.q });
  return (
    <Screen>
      <PageHead title={t('nav.performance')}>
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
              total: ofPartner(found.days.total),
              before: found.days.before && ofPartner(found.days.before),
              days: linesOf(found.days),
              lines: linesOf(found.lines),
              more: found.lines.more,
            }}
            cuts={partnerCuts}
            by={found.lines.by}
            metric={search.metric ?? 'commission'}
            search={search}
            csv={`/api/p/${path.partner}/programs/${path.program}/report.csv?${asQuery({
              ...period,
              ...only,
              by,
              compare: search.compare ? 'previous' : undefined,
            })}`}
            only={facetText(search.facet, search.value, named, t)}
            onSearch={go}
          />
        )}
      </Loaded>
    </Screen>
  );
}

const linesOf = (report: PartnerReport): Line[] =>
  report.lines.map(({ key, name, now, before }) => ({
    key,
    name,
    now: ofPartner(now),
    before: before && ofPartner(before),
  }));

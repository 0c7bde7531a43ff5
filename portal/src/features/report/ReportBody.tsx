import { ActionIcon, Button } from '@mantine/core';
import { ChartLine, Download, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { TableSkeleton } from '../../kit/Skeletons';
import { StatStrip } from '../../kit/StatStrip';
import { type Figures, type Line, reportStats } from './figures';
import { LineSearch } from './LineSearch';
import { lineName } from './lineName';
import styles from './Report.module.css';
import { ReportChart } from './ReportChart';
import type { Cut, Facet, Metric, ReportSearch } from './search';

/** The answers that a report is drawn from: its days, and its lines. */
export type Answer = {
  total: Figures;
  before: Figures | undefined;
  days: readonly Line[];
  lines: readonly Line[];
  more: number;
};

// The table stands below the fold: it comes after the figures.
const ReportTable = lazy(() => import('./ReportTable'));

/** From how many lines on there is a search. */
const many = 10;

/** Figures, chart and lines of a report. */
export function ReportBody({
  answer,
  cuts,
  by,
  metric: wanted,
  search,
  csv,
  extra,
  only,
  onSearch,
}: {
  answer: Answer;
  cuts: readonly Cut[];
  by: Cut;
  metric: Metric;
  search: ReportSearch;
  csv: string;
  extra?: ReactNode;
  /** What the report is narrowed to, in words. */
  only: readonly { id: 'facet' | 'partner'; text: string }[];
  onSearch: (next: ReportSearch) => void;
}) {
  const { t } = useTranslation();
  const { total, before, days, lines, more } = answer;
  const links = total.clicks !== undefined;
  const metric = links || wanted !== 'clicks' ? wanted : 'sales';
  const asked = (search.q ?? '').toLowerCase();
  const found = lines.filter((line) => lineName(by, line, t).toLowerCase().includes(asked));
  const shownCuts = cuts.filter((cut) => links || (cut !== 'link' && cut !== 'sub' && cut !== 'referrer'));
  const drop = (id: 'facet' | 'partner') => {
    const { facet, value, partner, ...rest } = search;
    onSearch(id === 'facet' ? { ...rest, ...(partner ? { partner } : {}) } : rest);
  };
  return (
    <>
      {only.length > 0 && (
        <div className={styles.bar}>
          {only.map(({ id, text }) => (
            <span key={id} className={styles.chip}>
              <span>{text}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={t('report.drop', { filter: text })}
                onClick={() => drop(id)}
              >
                <X size={14} aria-hidden="true" />
              </ActionIcon>
            </span>
          ))}
        </div>
      )}
      {reportStats(total, before, t).map((stats) => (
        <StatStrip key={stats[0]?.id} stats={stats} compact />
      ))}
      <ReportChart
        lines={days}
        metric={metric}
        links={links}
        compare={search.compare === true}
        onMetric={(next) => onSearch({ ...search, metric: next })}
      />
      {extra}
      <div className={styles.bar}>
        <Filter
          label={t('report.lines')}
          value={by}
          options={shownCuts.map((value) => ({ value, label: t(`report.by.${value}`) }))}
          onChange={(next) => onSearch({ ...withoutFacet(search, next), by: next })}
        />
        <div className={styles.acts}>
          <Button
            variant="default"
            aria-pressed={search.compare === true}
            className={styles.toggle}
            onClick={() => {
              const { compare, ...rest } = search;
              onSearch(compare ? rest : { ...rest, compare: true });
            }}
          >
            {t('report.compare')}
          </Button>
          <Button
            component="a"
            href={csv}
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
          >
            {t('commissions.export')}
          </Button>
        </div>
      </div>
      {(lines.length > many || asked !== '') && by !== 'day' && by !== 'month' && (
        <LineSearch
          key={by}
          value={search.q ?? ''}
          onChange={(text) => {
            const { q, ...rest } = search;
            onSearch(text ? { ...rest, q: text } : rest);
          }}
        />
      )}
      {found.length === 0 ? (
        <Card>
          <Empty
            icon={ChartLine}
            title={t(asked ? 'report.noLine' : 'report.none')}
            text={t(asked ? 'report.noLineText' : 'report.noneText')}
          />
        </Card>
      ) : (
        <Suspense fallback={<TableSkeleton columns={8} rows={8} />}>
          <ReportTable
            by={by}
            lines={found}
            total={total}
            before={search.compare ? before : undefined}
            metric={metric}
            into={(line) => narrowed(search, by, line)}
          />
        </Suspense>
      )}
      {more > 0 && <p className={styles.more}>{t('report.more', { count: more })}</p>}
    </>
  );
}

/** Lines by value are not narrowed further, so that choosing them drops the value. */
function withoutFacet({ q, ...search }: ReportSearch, next: Cut): ReportSearch {
  if (next === 'day' || next === 'month') return search;
  const { facet, value, ...rest } = search;
  return rest;
}

/** Where a line leads: a value to its days, a partner to its report. */
function narrowed(search: ReportSearch, by: Cut, line: Line): ReportSearch | undefined {
  if (by === 'day' || by === 'month' || line.key === '' || line.key === '~other') return undefined;
  const { facet, value, q, by: _, ...rest } = search;
  return by === 'partner' ? { ...rest, partner: line.key } : { ...rest, facet: by, value: line.key };
}

/** What a report is narrowed to, in words. */
export function facetText(
  facet: Facet | undefined,
  value: string | undefined,
  name: string | undefined,
  t: ReturnType<typeof useTranslation>['t'],
): { id: 'facet'; text: string }[] {
  if (!facet || !value) return [];
  const text = `${t(`report.one.${facet}`)}: ${lineName(facet, { key: value, name }, t)}`;
  return [{ id: 'facet', text }];
}

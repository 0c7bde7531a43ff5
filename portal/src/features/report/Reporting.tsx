import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChartLine, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { getReportingOptions } from '../../api/@tanstack/react-query.gen';
import { findPartner, isOpen, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { CurrencyFigures } from './CurrencyFigures';
import { ProgramTable } from './ProgramTable';
import styles from './Report.module.css';
import { asQuery } from './search';

const route = getRouteApi('/p/$partner/reporting');

/** All programs of a partner: figures beside one another, and every commission. */
export function Reporting({ commissions }: { commissions: ReactNode }) {
  const { t } = useTranslation();
  const { partner } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const programs = (findPartner(useSession(), partner).partner?.programs ?? []).filter(isOpen);
  const zone = programs[0]?.zone ?? 'UTC';
  const query = { ...resolvePeriod(search, zone), ...(search.program ? { program: search.program } : {}) };
  const tab = search.tab ?? 'overview';
  const found = useQuery({
    ...getReportingOptions({ path: { partner }, query }),
    placeholderData: (before) => before,
    enabled: tab === 'overview',
  });
  const file = tab === 'overview' ? 'reporting.csv' : 'reporting/commissions.csv';
  const status = tab === 'commissions' ? search.status : undefined;
  return (
    <Screen>
      <PageHead title={t('nav.reporting')}>
        {programs.length > 1 && (
          <NativeSelect
            aria-label={t('reporting.program')}
            value={search.program ?? ''}
            data={[
              { value: '', label: t('reporting.all') },
              ...programs.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(event) => {
              const { program: _, ...rest } = search;
              const next = event.currentTarget.value;
              void navigate({ search: next ? { ...rest, program: next } : rest });
            }}
          />
        )}
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => {
            const { period: _period, from: _from, to: _to, ...rest } = search;
            void navigate({ search: { ...rest, ...next }, resetScroll: false });
          }}
        />
      </PageHead>
      <div className={styles.bar}>
        <Filter
          label={t('report.lines')}
          value={tab}
          options={(['overview', 'commissions'] as const).map((value) => ({
            value,
            label: t(`reporting.${value}`),
          }))}
          onChange={(next) => {
            const { tab: _tab, status: _status, ...rest } = search;
            void navigate({ search: next === 'overview' ? rest : { ...rest, tab: next } });
          }}
        />
        <Button
          component="a"
          href={`/api/p/${partner}/${file}?${asQuery({ ...query, status })}`}
          download
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
        >
          {t('commissions.export')}
        </Button>
      </div>
      {tab === 'commissions' ? (
        commissions
      ) : (
        <Loaded query={found} skeleton={<ReportingSkeleton />}>
          {({ data, totals }) =>
            data.length === 0 ? (
              <Card>
                <Empty icon={ChartLine} title={t('reporting.none')} text={t('reporting.noneText')} />
              </Card>
            ) : (
              <>
                {totals.map((total) => (
                  <CurrencyFigures key={total.currency} total={total} alone={totals.length === 1} />
                ))}
                <ProgramTable partner={partner} rows={data} />
              </>
            )
          }
        </Loaded>
      )}
    </Screen>
  );
}

function ReportingSkeleton() {
  return (
    <Waiting>
      <Screen>
        <CardSkeleton height={92} />
        <CardSkeleton height={220} />
      </Screen>
    </Waiting>
  );
}

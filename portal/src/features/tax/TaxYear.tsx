import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { useState } from 'react';
import type { ManagerTaxLine } from '../../api';
import {
  getTaxPolicyOptions,
  listTaxYearsInfiniteOptions,
  putTaxPolicyMutation,
  rejectTaxFormMutation,
  verifyTaxFormMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Files } from '../../kit/Files';
import { Filter } from '../../kit/Filters';
import { money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import { FilingButton } from './FilingButton';
import styles from './Tax.module.css';

const tones = {
  missing: 'plain',
  submitted: 'warn',
  verified: 'good',
  rejected: 'bad',
  expired: 'bad',
} as const;

/** Partners' tax forms, and what each was paid in a year. */
export function TaxYear() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const now = new Date().getUTCFullYear();
  const [year, setYear] = useState(now);
  const [rejecting, setRejecting] = useState<string>();
  const policy = useQuery(getTaxPolicyOptions({ path }));
  const pages = usePages(listTaxYearsInfiniteOptions({ path: { ...path, year }, query: { limit: 50 } }));
  const done = () => {
    void queryClient.invalidateQueries();
    said(t('taxes.decided'));
    setRejecting(undefined);
  };
  const setPolicy = useMutation({ ...putTaxPolicyMutation(), onSuccess: done });
  const verify = useMutation({ ...verifyTaxFormMutation(), onSuccess: done });
  const reject = useMutation({ ...rejectTaxFormMutation(), onSuccess: done });
  const columns: Column<ManagerTaxLine>[] = [
    { id: 'partner', head: t('taxes.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'form',
      head: t('taxes.form'),
      muted: true,
      card: 'meta',
      cell: (row) =>
        row.form.kind
          ? `${t(`taxes.kind.${row.form.kind}`)} · ${row.form.name} · •••• ${row.form.last4}`
          : '–',
    },
    {
      id: 'state',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.form.status]}>{t(`taxes.states.${row.form.status}`)}</Pill>,
    },
    {
      id: 'network',
      head: t('taxes.network'),
      end: true,
      muted: true,
      cell: (row) => money(row.paid_network),
    },
    {
      id: 'direct',
      head: t('taxes.direct'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.paid_direct)}</strong>,
    },
    { id: 'reportable', head: '1099-NEC', cell: (row) => (row.reportable ? t('taxes.reportable') : '–') },
    {
      id: 'acts',
      card: 'acts',
      head: t('taxes.decide'),
      cell: (row) =>
        row.form.status === 'submitted' && (
          <span className={styles.bar}>
            <Button
              size="compact-sm"
              variant="default"
              loading={verify.isPending}
              onClick={() => verify.mutate({ path: { ...path, partner: row.partner.id } })}
            >
              {t('taxes.verify')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setRejecting(row.partner.id)}>
              {t('taxes.reject')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.tax')} />
      <Loaded query={policy} skeleton={<CardSkeleton height={120} />}>
        {(found) => (
          <Card title={t('taxes.policyTitle')}>
            <p className={`${styles.note} ${styles.apart}`}>
              {t(found.asks ? 'taxes.asks' : 'taxes.asksNot')}{' '}
              {t('taxes.threshold', { amount: money(found.threshold), year: found.threshold_year })}
            </p>
            <SegmentedControl
              aria-label={t('taxes.policyTitle')}
              value={found.policy}
              data={(['auto', 'required', 'off'] as const).map((value) => ({
                value,
                label: t(`taxes.policy.${value}`),
              }))}
              disabled={setPolicy.isPending}
              onChange={(value) => setPolicy.mutate({ path, body: { policy: value as typeof found.policy } })}
            />
          </Card>
        )}
      </Loaded>
      <div className={styles.bar}>
        <Filter
          label={t('taxes.year')}
          value={String(year)}
          options={[now, now - 1, now - 2].map((one) => ({ value: String(one), label: String(one) }))}
          onChange={(next) => setYear(Number(next))}
        />
      </div>
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={FileCheck} title={t('taxes.none')} text={t('taxes.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.tax')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.partner.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Files
        title={t('taxes.files')}
        text={t('taxes.filesText')}
        files={[{ label: t('taxes.totals'), href: `/api/m/${path.program}/tax/years/${year}/totals.csv` }]}
      >
        <FilingButton program={path.program} year={year} />
      </Files>
      <ReasonDialog
        opened={rejecting !== undefined}
        title={t('taxes.rejectTitle')}
        text={t('taxes.rejectText')}
        reason={t('taxes.reason')}
        confirm={t('taxes.reject')}
        danger
        busy={reject.isPending}
        onClose={() => setRejecting(undefined)}
        onConfirm={(reason) =>
          rejecting && reject.mutate({ path: { ...path, partner: rejecting }, body: { reason } })
        }
      />
    </Screen>
  );
}

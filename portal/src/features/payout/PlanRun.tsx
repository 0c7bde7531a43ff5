import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type ManagerRunLine, planPayoutBatch, previewPayoutBatch } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Batch.module.css';
import { rateText } from './rate';
import { railText } from './status';
import { waitText } from './waits';

const route = getRouteApi('/m/$program/payouts');

/** What a run would pay, whom to leave out, and then the run. */
export function PlanRun({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const preview = useQuery({
    queryKey: ['payout-preview', path.program],
    queryFn: async () => (await previewPayoutBatch({ path, body: {}, throwOnError: true })).data,
    enabled: opened,
    gcTime: 0,
  });
  const plan = useMutation({
    mutationFn: async () =>
      (await planPayoutBatch({ path, body: { except: [...left] }, throwOnError: true })).data,
    onSuccess: (run) => {
      void queryClient.invalidateQueries();
      said(t('batches.planned'));
      onClose();
      const [only] = run.data;
      if (only && run.data.length === 1) void navigate({ search: { id: only.id } });
    },
  });
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('batches.previewTitle')}
      size={640}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setLeft(new Set())}
    >
      <div className={styles.form}>
        <p className={styles.text}>{t('batches.previewText')}</p>
        <Loaded query={preview} skeleton={<TableSkeleton columns={3} rows={3} />}>
          {(found) => <Preview lines={found.data} left={left} toggle={toggle} />}
        </Loaded>
        <FormProblem problem={plan.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={plan.isPending}
            disabled={!preview.data?.data.some((line) => !line.waits && !left.has(line.partner.id))}
            onClick={() => plan.mutate()}
          >
            {t('batches.reserve')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Preview({
  lines,
  left,
  toggle,
}: {
  lines: ManagerRunLine[];
  left: ReadonlySet<string>;
  toggle: (id: string) => void;
}) {
  const { t } = useTranslation();
  const paid = lines.filter((line) => !line.waits && !left.has(line.partner.id));
  const [first] = lines;
  if (!first) return <p className={styles.text}>{t('batches.previewNone')}</p>;
  const sum = (of: (line: ManagerRunLine) => number) => ({
    ...first.amount,
    amount: paid.reduce((all, line) => all + of(line), 0),
  });
  const fees = sum((line) => line.fee.amount);
  return (
    <>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.partner.id + line.amount.currency}>
            <Checkbox
              aria-label={t('batches.take', { name: line.partner.name })}
              disabled={Boolean(line.waits)}
              checked={!line.waits && !left.has(line.partner.id)}
              onChange={() => toggle(line.partner.id)}
            />
            <span>
              {line.partner.name}
              <small>
                {line.waits
                  ? waitText(line.waits, t)
                  : `${railText(line.rail ?? '', t)} ${line.masked ?? ''}`}
                {line.sent &&
                  ` · ${money(line.sent.amount)}, ${rateText(line.amount.currency, line.sent, t)}`}
              </small>
            </span>
            <strong data-waits={line.waits || undefined}>{money(line.amount)}</strong>
          </li>
        ))}
      </ul>
      <p>
        <strong>
          {t('batches.previewTotal', {
            count: paid.length,
            amount: money(sum((line) => line.amount.amount)),
          })}
        </strong>
        {fees.amount > 0 && ` · ${t('batches.previewFees', { amount: money(fees) })}`}
      </p>
    </>
  );
}

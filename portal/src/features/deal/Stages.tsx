import { Button, Checkbox, CloseButton, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerDealStage, ManagerDealStages } from '../../api';
import { saveDealStagesMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Deals.module.css';

const most = 12;
type Row = ManagerDealStage & { key: string };

/** The program's own stages, and for how long a deal keeps its customer. */
export default function Stages({ plan, onClose }: { plan: ManagerDealStages; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [days, setDays] = useState(String(plan.days));
  const [rows, setRows] = useState<Row[]>(() =>
    plan.stages.map((one) => ({ ...one, key: crypto.randomUUID() })),
  );
  const save = useMutation({
    ...saveDealStagesMutation(),
    onSuccess: () => {
      said(t('deals.stagesSaved'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const change = (row: Row) => setRows(rows.map((one) => (one.key === row.key ? row : one)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deals.stages')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({
            path,
            body: {
              days: Number(days),
              stages: rows.map(({ key: _, ...one }) => one),
              version: plan.version ?? 0,
            },
          });
        }}
      >
        <p className={styles.hint}>{t('deals.stagesText')}</p>
        {rows.map((row, i) => (
          <div key={row.key} className={styles.bar}>
            <TextInput
              aria-label={t('deals.stageName', { number: i + 1 })}
              value={row.name}
              maxLength={40}
              required
              onChange={(e) => change({ ...row, name: e.currentTarget.value })}
            />
            <Checkbox
              label={t('deals.byProgram')}
              checked={row.by_program ?? false}
              onChange={(e) => change({ ...row, by_program: e.currentTarget.checked })}
            />
            <CloseButton
              aria-label={t('deals.removeStage', { number: i + 1 })}
              disabled={rows.length === 1}
              onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
            />
          </div>
        ))}
        <div className={styles.acts}>
          <Button
            variant="default"
            disabled={rows.length >= most}
            leftSection={<Plus size={16} aria-hidden="true" />}
            onClick={() => setRows([...rows, { key: crypto.randomUUID(), name: '' }])}
          >
            {t('deals.addStage')}
          </Button>
        </div>
        <TextInput
          type="number"
          label={t('deals.days')}
          description={t('deals.daysText')}
          min={1}
          max={730}
          value={days}
          onChange={(e) => setDays(e.currentTarget.value)}
        />
        <FormProblem problem={save.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={rows.some((row) => row.name.trim() === '')}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

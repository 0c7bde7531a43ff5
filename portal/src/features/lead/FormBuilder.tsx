import { Button, Checkbox, Modal, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ManagerLeadField, ManagerLeadForm } from '../../api';
import {
  dropLeadFormMutation,
  getLeadFormsOptions,
  listGroupsOptions,
  saveLeadFormMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Leads.module.css';

const types = ['input', 'text', 'dropdown', 'checkbox', 'country'] as const;
const most = 20;

type Row = ManagerLeadField & { id: string };

/** What partners are asked for a lead: everybody, or a group with a form of its own. */
export default function FormBuilder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [group, setGroup] = useState('');
  const forms = useQuery(getLeadFormsOptions({ path }));
  const groups = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('leads.form')}
      size={620}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('leads.formText')}</p>
        {groups.length > 0 && (
          <NativeSelect
            label={t('leads.formOf')}
            value={group}
            data={[
              { value: '', label: t('leads.everybody') },
              ...groups.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(e) => setGroup(e.currentTarget.value)}
          />
        )}
        <Loaded query={forms} skeleton={<DetailSkeleton />}>
          {({ forms: all }) => {
            const own = all.find((one) => (one.group_id ?? '') === group);
            return (
              <Editor
                key={`${group}-${own?.version ?? 0}`}
                group={group}
                own={own}
                from={own ?? all[0]}
                onClose={onClose}
              />
            );
          }}
        </Loaded>
      </div>
    </Modal>
  );
}

function Editor({
  group,
  own,
  from,
  onClose,
}: {
  group: string;
  /** The group's form; a group without one begins with everybody's. */
  own: ManagerLeadForm | undefined;
  from: ManagerLeadForm | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<Row[]>(() =>
    (from?.fields ?? []).map((one) => ({ ...one, id: crypto.randomUUID() })),
  );
  const [signups, setSignups] = useState(from?.signups ?? false);
  const after = {
    onSuccess: () => {
      said(t('leads.formSaved'));
      void queryClient.invalidateQueries();
      onClose();
    },
  };
  const save = useMutation({ ...saveLeadFormMutation(), ...after });
  const drop = useMutation({ ...dropLeadFormMutation(), ...after });
  const change = (row: Row) => setRows(rows.map((one) => (one.id === row.id ? row : one)));
  const move = (at: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    if (row) next.splice(at + by, 0, row);
    setRows(next);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          path,
          body: {
            ...(group ? { group_id: group } : { signups }),
            fields: rows.map(({ id: _, ...field }) => field),
            version: own?.version ?? 0,
          },
        });
      }}
    >
      {rows.map((row, i) => (
        <FieldRow
          key={row.id}
          row={row}
          number={i + 1}
          onChange={change}
          onRemove={() => setRows(rows.filter((one) => one.id !== row.id))}
          {...(i > 0 ? { onUp: () => move(i, -1) } : {})}
          {...(i < rows.length - 1 ? { onDown: () => move(i, 1) } : {})}
        />
      ))}
      <div className={styles.acts}>
        <Button
          variant="default"
          disabled={rows.length >= most}
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => setRows([...rows, { id: crypto.randomUUID(), label: '', type: 'input' }])}
        >
          {t('leads.addField')}
        </Button>
      </div>
      {group === '' && (
        <Switch
          label={t('leads.signups')}
          description={t('leads.signupsText')}
          checked={signups}
          onChange={(e) => setSignups(e.currentTarget.checked)}
        />
      )}
      <FormProblem problem={save.error ?? drop.error} />
      <div className={styles.foot}>
        {group && own && (
          <Button
            variant="default"
            loading={drop.isPending}
            onClick={() => drop.mutate({ path: { ...path, group } })}
          >
            {t('leads.dropForm')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={rows.some((row) => row.label.trim() === '')}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function FieldRow({
  row,
  number,
  onChange,
  onRemove,
  onUp,
  onDown,
}: {
  row: Row;
  number: number;
  onChange: (row: Row) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.field}>
      <legend className="hidden">{t('leads.field', { number })}</legend>
      <div className={styles.pair}>
        <TextInput
          label={t('leads.label')}
          value={row.label}
          maxLength={80}
          required
          withAsterisk={false}
          onChange={(e) => onChange({ ...row, label: e.currentTarget.value })}
        />
        <NativeSelect
          label={t('leads.type')}
          value={row.type}
          data={types.map((value) => ({ value, label: t(`leads.types.${value}`) }))}
          onChange={(e) => onChange({ ...row, type: e.currentTarget.value as Row['type'] })}
        />
      </div>
      {row.type === 'dropdown' && (
        <Textarea
          label={t('leads.options')}
          rows={3}
          value={(row.options ?? []).join('\n')}
          onChange={(e) => onChange({ ...row, options: e.currentTarget.value.split('\n') })}
        />
      )}
      <div className={styles.acts}>
        <Checkbox
          label={t('leads.required')}
          checked={row.required ?? false}
          onChange={(e) => onChange({ ...row, required: e.currentTarget.checked })}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={!onUp}
          aria-label={t('leads.up', { number })}
          onClick={onUp}
        >
          <ArrowUp size={15} aria-hidden="true" />
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={!onDown}
          aria-label={t('leads.down', { number })}
          onClick={onDown}
        >
          <ArrowDown size={15} aria-hidden="true" />
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('leads.remove', { number })}
          onClick={onRemove}
        >
          <Trash2 size={15} aria-hidden="true" />
        </Button>
      </div>
    </fieldset>
  );
}

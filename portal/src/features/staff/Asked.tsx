import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerStaffInvitation } from '../../api';
import {
  resendStaffInvitationMutation,
  withdrawStaffInvitationMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date } from '../../kit/format';
import { useMay } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { failed, said } from '../../kit/toast';
import styles from './Staff.module.css';

/** Who was asked to run the program and has not come yet. */
export function Asked({ rows }: { rows: readonly ManagerStaffInvitation[] }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const owns = useMay('own');
  const queryClient = useQueryClient();
  const after = (text: string) => ({
    onSuccess: () => {
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const resend = useMutation({ ...resendStaffInvitationMutation(), ...after(t('staff.sentAgain')) });
  const withdraw = useMutation({ ...withdrawStaffInvitationMutation(), ...after(t('staff.withdrawn')) });
  const columns: Column<ManagerStaffInvitation>[] = [
    { id: 'email', head: t('staff.email'), card: 'title', cell: (row) => row.email },
    {
      id: 'role',
      head: t('staff.role'),
      muted: true,
      card: 'meta',
      cell: (row) => t(`staff.roles.${row.role}`),
    },
    { id: 'until', head: t('staff.until'), muted: true, cell: (row) => date(row.expires_at, zone) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.status === 'open' ? 'info' : 'warn'}>
          {t(row.status === 'open' ? 'staff.waiting' : 'staff.expired')}
        </Pill>
      ),
    },
    {
      id: 'acts',
      head: t('staff.act'),
      end: true,
      card: 'acts',
      cell: (row) => (
        <div className={styles.acts}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={resend.isPending && resend.variables.path.invitation === row.id}
            onClick={() => resend.mutate({ path: { ...path, invitation: row.id } })}
          >
            {t('staff.resend')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={withdraw.isPending && withdraw.variables.path.invitation === row.id}
            onClick={() => withdraw.mutate({ path: { ...path, invitation: row.id } })}
          >
            {t('staff.withdraw')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <h2 className={styles.heading}>{t('staff.open')}</h2>
      <DataTable
        label={t('staff.open')}
        columns={owns ? columns : columns.filter((column) => column.id !== 'acts')}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PartnerTeamInvitation } from '../../api';
import { resendInvitationMutation, withdrawInvitationMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date } from '../../kit/format';
import { Pill } from '../../kit/Pill';
import { failed, said } from '../../kit/toast';
import styles from './Team.module.css';
import { zone } from './zone';

/** Who was asked in and has not come yet. */
export function Invitations({ rows }: { rows: readonly PartnerTeamInvitation[] }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const after = (text: (email: string) => string) => ({
    onSuccess: (_: unknown, { path: { invitation } }: { path: { invitation: string } }) => {
      said(text(rows.find((row) => row.id === invitation)?.email ?? ''));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const resend = useMutation({
    ...resendInvitationMutation(),
    ...after((email) => t('team.sent', { email })),
  });
  const withdraw = useMutation({ ...withdrawInvitationMutation(), ...after(() => t('team.withdrawn')) });
  const columns: Column<PartnerTeamInvitation>[] = [
    { id: 'email', head: t('team.email'), card: 'title', cell: (row) => row.email },
    { id: 'role', head: t('team.role'), muted: true, card: 'meta', cell: (row) => t(`team.${row.role}`) },
    { id: 'sent', head: t('team.sentOn'), muted: true, cell: (row) => date(row.sent_at, zone()) },
    { id: 'until', head: t('team.until'), muted: true, cell: (row) => date(row.expires_at, zone()) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.status === 'open' ? 'info' : 'warn'}>
          {t(row.status === 'open' ? 'team.waiting' : 'team.expired')}
        </Pill>
      ),
    },
    {
      id: 'acts',
      head: t('team.act'),
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
            {t('team.resend')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={withdraw.isPending && withdraw.variables.path.invitation === row.id}
            onClick={() => withdraw.mutate({ path: { ...path, invitation: row.id } })}
          >
            {t('team.withdraw')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <h2 className={styles.heading}>{t('team.open')}</h2>
      <DataTable label={t('team.open')} columns={columns} rows={rows} rowKey={(row) => row.id} />
    </>
  );
}

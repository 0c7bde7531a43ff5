import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerStaffMember } from '../../api';
import { manageTeamOptions, removeStaffMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May, useMay } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { Asked } from './Asked';
import { InviteStaff } from './InviteStaff';
import styles from './Staff.module.css';
import { StaffRole } from './StaffRole';

/** Who runs the program, who is asked to, and what each may do. */
export function Staff() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [inviting, setInviting] = useState(false);
  const team = useQuery(manageTeamOptions({ path }));
  return (
    <Screen>
      <PageHead
        title={t('nav.team')}
        meta={team.data && t('staff.count', { count: team.data.members.length })}
      >
        <May to="own">
          <Button leftSection={<UserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
            {t('staff.invite')}
          </Button>
        </May>
      </PageHead>
      <Loaded query={team} skeleton={<TableSkeleton columns={4} rows={3} />}>
        {({ members, invitations, approvers }) => (
          <>
            <p className={styles.note}>
              {approvers > 1 ? t('staff.fourEyes', { count: approvers }) : t('staff.twoEyes')}
            </p>
            <Members rows={members} />
            {invitations.length > 0 && <Asked rows={invitations} />}
          </>
        )}
      </Loaded>
      <InviteStaff opened={inviting} onClose={() => setInviting(false)} />
    </Screen>
  );
}

function Members({ rows }: { rows: readonly ManagerStaffMember[] }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const owns = useMay('own');
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState<ManagerStaffMember>();
  const [removing, setRemoving] = useState<ManagerStaffMember>();
  const remove = useMutation({
    ...removeStaffMutation(),
    onSuccess: () => {
      said(t('staff.removed', { name: removing?.name }));
      setRemoving(undefined);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const columns: Column<ManagerStaffMember>[] = [
    {
      id: 'name',
      head: t('staff.name'),
      card: 'title',
      sort: (row) => row.name,
      cell: (row) => (
        <span className={styles.who}>
          <span>{row.you ? `${row.name} (${t('staff.you')})` : row.name}</span>
          <span className={styles.mail}>{row.email}</span>
        </span>
      ),
    },
    {
      id: 'role',
      head: t('staff.role'),
      card: 'status',
      sort: (row) => row.role,
      cell: (row) => (
        <Pill tone={row.role === 'owner' ? 'info' : 'plain'}>{t(`staff.roles.${row.role}`)}</Pill>
      ),
    },
    {
      id: 'joined',
      head: t('staff.joined'),
      muted: true,
      card: 'meta',
      sort: (row) => row.joined_at,
      cell: (row) => date(row.joined_at, zone),
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
            aria-label={`${t('staff.change')}: ${row.name}`}
            onClick={() => setChanging(row)}
          >
            {t('staff.change')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('staff.remove')}: ${row.name}`}
            onClick={() => setRemoving(row)}
          >
            {t('staff.remove')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={t('nav.team')}
        columns={owns ? columns : columns.filter((column) => column.id !== 'acts')}
        rows={rows}
        rowKey={(row) => row.id}
      />
      <StaffRole member={changing} onClose={() => setChanging(undefined)} />
      <ReasonDialog
        opened={removing !== undefined}
        title={t('staff.removeTitle', { name: removing?.name ?? '' })}
        text={t('staff.removeText')}
        confirm={t('staff.remove')}
        danger
        busy={remove.isPending}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => removing && remove.mutate({ path: { ...path, member: removing.id } })}
      />
    </>
  );
}

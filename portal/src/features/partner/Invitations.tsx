import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MailOpen, Upload, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerOpenInvitation } from '../../api';
import {
  listPartnerInvitationsInfiniteOptions,
  resendPartnerInvitationMutation,
  withdrawPartnerInvitationMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import { InvitePartner } from './InvitePartner';
import styles from './Partners.module.css';

/** Invitations that nobody has followed yet: sent anew, or taken back. */
export function Invitations() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const pages = usePages(listPartnerInvitationsInfiniteOptions({ path, query: { limit: 50 } }));
  const after = (text: string) => ({
    onSuccess: () => {
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const resend = useMutation({ ...resendPartnerInvitationMutation(), ...after(t('guests.sent')) });
  const withdraw = useMutation({ ...withdrawPartnerInvitationMutation(), ...after(t('guests.withdrawn')) });
  const columns: Column<ManagerOpenInvitation>[] = [
    { id: 'name', head: t('partners.name'), card: 'title', cell: (row) => row.name },
    { id: 'email', head: t('guests.email'), muted: true, card: 'meta', cell: (row) => row.email },
    { id: 'at', head: t('guests.invitedAt'), muted: true, cell: (row) => date(row.invited_at, zone) },
    {
      id: 'sent',
      head: t('guests.sentAt'),
      muted: true,
      cell: (row) => (row.sent_at ? date(row.sent_at, zone) : t('guests.notSent')),
    },
    {
      id: 'acts',
      head: t('guests.acts'),
      card: 'acts',
      cell: (row) => (
        <May to="manage">
          <div className={styles.acts}>
            <Button
              size="xs"
              variant="default"
              onClick={() => resend.mutate({ path: { ...path, partner: row.partner_id } })}
            >
              {row.sent_at ? t('guests.resend') : t('guests.send')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              onClick={() => withdraw.mutate({ path: { ...path, partner: row.partner_id } })}
            >
              {t('guests.withdraw')}
            </Button>
          </div>
        </May>
      ),
    },
  ];
  return (
    <Screen>
      <PageHead title={t('guests.title')}>
        <May to="manage">
          <Button
            variant="default"
            leftSection={<Upload size={16} aria-hidden="true" />}
            renderRoot={(props) => <Link {...props} to="/m/$program/partners/import" params={path} />}
          >
            {t('guests.import')}
          </Button>
          <Button leftSection={<UserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
            {t('partners.invite')}
          </Button>
        </May>
      </PageHead>
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={MailOpen} title={t('guests.none')} text={t('guests.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('guests.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.partner_id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <InvitePartner opened={inviting} onClose={() => setInviting(false)} />
    </Screen>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { MessageCircle, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PartnerTicket } from '../../api';
import {
  getTicketOptions,
  getTicketQueryKey,
  listTicketsInfiniteOptions,
  replyTicketMutation,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { tones } from './status';
import { Talk } from './Talk';

const AskForm = lazy(() => import('./AskForm'));
const route = getRouteApi('/p/$partner/$program/questions');

/** What the partner asked the program, and what it answered. */
export function Questions() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  // `#new` is where "Support" of any page leads.
  const asking = useLocation({ select: ({ hash }) => hash === 'new' });
  const setAsking = (open: boolean) => void navigate({ hash: open ? 'new' : '', replace: !open });
  const find = useFind();
  const pages = usePages(listTicketsInfiniteOptions({ path, query: { limit: 25, ...find.query } }));
  const ask = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setAsking(true)}>
      {t('questions.ask')}
    </Button>
  );
  const columns: Column<PartnerTicket>[] = [
    { id: 'subject', head: t('questions.subject'), card: 'title', cell: (row) => row.subject },
    {
      id: 'number',
      head: t('questions.number'),
      muted: true,
      card: 'meta',
      cell: (row) => <code>{row.number}</code>,
    },
    {
      id: 'updated',
      head: t('questions.updated'),
      muted: true,
      cell: (row) => dateTime(row.updated_at, zone),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`questions.status.${row.status}`)}</Pill>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.questions')}>{ask}</PageHead>
      <FindBox label={t('questions.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={4} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty
                  icon={MessageCircle}
                  title={t('questions.none')}
                  text={t('questions.noneText')}
                  action={ask}
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.questions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('questions.open', { subject: row.subject })}
              openId={id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>{asking && <AskForm opened onClose={() => setAsking(false)} />}</Suspense>
      <DetailDrawer id={id} title={t('questions.one')}>
        {(ticket) => <Detail key={ticket} id={ticket} />}
      </DetailDrawer>
    </Screen>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const place = { ...path, ticket: id };
  const found = useQuery(getTicketOptions({ path: place }));
  const reply = useMutation({
    ...replyTicketMutation(),
    onSuccess: (ticket) => {
      queryClient.setQueryData(getTicketQueryKey({ path: place }), ticket);
      void queryClient.invalidateQueries();
    },
  });
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(ticket) => (
        <>
          <h2>{ticket.subject}</h2>
          <Talk
            messages={ticket.messages.map((one) => ({
              by: t(`questions.from.${one.from}`),
              own: one.from !== 'program',
              text: one.text,
              at: one.at,
            }))}
            zone={zone}
            label={t('questions.writeBack')}
            busy={reply.isPending}
            problem={reply.error}
            onSend={(text) => reply.mutateAsync({ path: place, body: { text } })}
          />
        </>
      )}
    </Loaded>
  );
}

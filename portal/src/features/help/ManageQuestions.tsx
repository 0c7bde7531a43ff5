import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { MessageCircle } from 'lucide-react';
import type { ManagerTicket } from '../../api';
import {
  answerTicketMutation,
  closeTicketMutation,
  manageTicketOptions,
  manageTicketQueryKey,
  manageTicketsInfiniteOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { statuses, tones } from './status';
import { Talk } from './Talk';

const route = getRouteApi('/m/$program/questions');

/** What partners ask, and answering it. */
export function ManageQuestions() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = statuses.find((one) => one === search.status);
  const find = useFind();
  const pages = usePages(
    manageTicketsInfiniteOptions({
      path,
      query: { limit: 25, ...find.query, ...(status ? { status } : {}) },
    }),
  );
  const columns: Column<ManagerTicket>[] = [
    { id: 'subject', head: t('questions.subject'), card: 'title', cell: (row) => row.subject },
    { id: 'partner', head: t('questions.partner'), card: 'meta', cell: (row) => row.partner },
    { id: 'number', head: t('questions.number'), muted: true, cell: (row) => <code>{row.number}</code> },
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
      <PageHead title={t('nav.questions')} />
      <Filter
        label={t('commissions.filter')}
        value={status ?? 'all'}
        options={[
          { value: 'all' as const, label: t('commissions.all') },
          ...statuses.map((value) => ({ value, label: t(`questions.status.${value}`) })),
        ]}
        onChange={(next) =>
          void navigate({ search: { ...find.query, ...(next === 'all' ? {} : { status: next }) } })
        }
      />
      <FindBox label={t('questions.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty
                  icon={MessageCircle}
                  title={t('questions.noneAsked')}
                  text={t('questions.noneAskedText')}
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
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={search.id} title={t('questions.one')}>
        {(ticket) => <Detail key={ticket} id={ticket} />}
      </DetailDrawer>
    </Screen>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const place = { ...path, ticket: id };
  const found = useQuery(manageTicketOptions({ path: place }));
  const onSuccess = (ticket: ManagerTicket) => {
    queryClient.setQueryData(manageTicketQueryKey({ path: place }), ticket);
    void queryClient.invalidateQueries();
  };
  const answer = useMutation({ ...answerTicketMutation(), onSuccess });
  const close = useMutation({ ...closeTicketMutation(), onSuccess });
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(ticket) => (
        <>
          <h2>{ticket.subject}</h2>
          <Talk
            messages={ticket.messages.map((one) => ({
              by: one.staff ? one.name : `${one.name} · ${ticket.partner}`,
              own: one.staff,
              text: one.text,
              at: one.at,
            }))}
            zone={zone}
            label={t('questions.answer')}
            busy={answer.isPending}
            problem={answer.error ?? close.error}
            onSend={(text) => answer.mutateAsync({ path: place, body: { text } })}
          >
            {ticket.status !== 'closed' && (
              <Button
                variant="default"
                loading={close.isPending}
                onClick={() => close.mutate({ path: place })}
              >
                {t('questions.close')}
              </Button>
            )}
          </Talk>
        </>
      )}
    </Loaded>
  );
}

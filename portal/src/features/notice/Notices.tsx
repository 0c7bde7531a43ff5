import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell, CheckCheck } from 'lucide-react';
import {
  getUnreadQueryKey,
  listNoticesInfiniteOptions,
  readNoticesMutation,
} from '../../api/@tanstack/react-query.gen';
import { useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import { NoticeLine } from './NoticeLine';
import styles from './Notices.module.css';
import { targetOf } from './target';

/** What one was told, newest first; a click leads there and marks it as read. */
export function Notices() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const session = useSession();
  const find = useFind();
  const list = listNoticesInfiniteOptions({ query: { limit: 50, ...find.query } });
  const pages = usePages(list);
  const read = useMutation({
    ...readNoticesMutation(),
    onSuccess: (unread) => {
      queryClient.setQueryData(getUnreadQueryKey(), unread);
      void queryClient.invalidateQueries({
        queryKey: list.queryKey,
      });
    },
    onError: failed,
  });
  const unread = pages.data?.rows.some((row) => !row.read) ?? false;
  const zones = new Map(
    [...session.partners.flatMap((one) => one.programs), ...session.programs].map(
      (program) => [program.id, program.zone] as const,
    ),
  );
  return (
    <Screen narrow>
      <PageHead title={t('nav.notices')}>
        <Button variant="subtle" component={Link} to="/account/notifications">
          {t('notices.choose')}
        </Button>
        <Button
          variant="default"
          disabled={!unread}
          loading={read.isPending}
          leftSection={<CheckCheck size={16} aria-hidden="true" />}
          onClick={() => read.mutate({ body: {} })}
        >
          {t('notices.readAll')}
        </Button>
      </PageHead>
      <FindBox label={t('notices.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={2} rows={6} />}>
        {({ rows }) => (
          <Card flush>
            {rows.length === 0 ? (
              find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Bell} title={t('notices.none')} text={t('notices.noneText')} />
              )
            ) : (
              <ul>
                {rows.map((row) => (
                  <NoticeLine
                    key={row.id}
                    notice={row}
                    leads={targetOf(row, session)}
                    zone={zones.get(row.program_id ?? '') ?? 'UTC'}
                    onRead={() => read.mutate({ body: { ids: [row.id] } })}
                  />
                ))}
              </ul>
            )}
            {pages.more && (
              <div className={styles.more}>
                <Button variant="default" onClick={pages.more} loading={pages.loadingMore}>
                  {t('table.more')}
                </Button>
              </div>
            )}
          </Card>
        )}
      </Loaded>
    </Screen>
  );
}

import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import { getUnreadOptions } from '../api/@tanstack/react-query.gen';
import { useTranslation } from '../i18n';
import styles from './Bell.module.css';

/** How many notices are unread; asked every 5 s while the tab is visible. */
export function useUnread(): number {
  const unread = useQuery({
    ...getUnreadOptions(),
    refetchInterval: 5000,
    refetchIntervalInBackground: false,
    meta: { quiet: true },
  });
  return unread.data?.count ?? 0;
}

/** The bell; a dot says that there is something unread. */
export function Bell({ to, unread }: { to: Pick<LinkProps, 'to' | 'params'>; unread: number }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      component={Link}
      {...(to as { to: '/account' })}
      variant="subtle"
      color="gray"
      size={36}
      aria-label={t('shell.bell', { count: unread })}
    >
      <BellIcon size={17} aria-hidden="true" />
      {unread > 0 && <i className={styles.dot} aria-hidden="true" />}
    </ActionIcon>
  );
}

import { Link } from '@tanstack/react-router';
import type { Notice } from '../../api';
import { useTranslation } from '../../i18n';
import { dateTime, money, month } from '../../kit/format';
import styles from './Notices.module.css';
import type { targetOf } from './target';

/** One notice; unread ones carry a dot. */
export function NoticeLine({
  notice,
  leads,
  zone,
  onRead,
}: {
  notice: Notice;
  leads: ReturnType<typeof targetOf>;
  zone: string;
  onRead: () => void;
}) {
  const { t } = useTranslation();
  // A kind that this page does not know yet is told in the server's words.
  const text = t(`notice.${notice.type}` as 'notice.payout_sent', {
    count: notice.count,
    name: notice.type === 'monthly_summary' && notice.name ? month(notice.name) : (notice.name ?? ''),
    defaultValue: notice.title,
  });
  const title = leads ? (
    <Link
      {...(leads as { to: '/account' })}
      className={styles.cover}
      onClick={() => !notice.read && onRead()}
    >
      {text}
    </Link>
  ) : (
    text
  );
  return (
    <li className={styles.notice} data-unread={!notice.read || undefined}>
      <span className={styles.dot}>
        {!notice.read && <span className="hidden">{t('notices.unread')}</span>}
      </span>
      <div>
        <p className={styles.title}>{title}</p>
        {notice.reason && <p className={styles.body}>{notice.reason}</p>}
        <time className={styles.time} dateTime={notice.at}>
          {dateTime(notice.at, zone)}
        </time>
      </div>
      {notice.amount && <span className={styles.amount}>{money(notice.amount)}</span>}
    </li>
  );
}

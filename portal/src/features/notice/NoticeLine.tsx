import { Link } from '@tanstack/react-router';
import type { PartnerNotice } from '../../api';
import { useTranslation } from '../../i18n';
import { dateTime, money } from '../../kit/format';
import styles from './Notices.module.css';

/** Where a notice leads: the commission, the payout or the program it is about. */
function target(notice: PartnerNotice, partner: string) {
  const params = { partner, program: notice.program_id ?? '' };
  if (!notice.program_id) return undefined;
  if (notice.subject.startsWith('com_'))
    return { to: '/p/$partner/$program/commissions', params, search: { id: notice.subject } } as const;
  if (notice.subject.startsWith('pay_'))
    return { to: '/p/$partner/$program/payouts', params, search: { id: notice.subject } } as const;
  return { to: '/p/$partner/$program', params } as const;
}

/** One notice; unread ones carry a dot. */
export function NoticeLine({
  notice,
  partner,
  zone,
  onRead,
}: {
  notice: PartnerNotice;
  partner: string;
  zone: string;
  onRead: () => void;
}) {
  const { t } = useTranslation();
  const leads = target(notice, partner);
  // A kind that this page does not know yet is told in the server's words.
  const text = t(`notice.${notice.type}` as 'notice.payout_sent', {
    count: notice.count,
    defaultValue: notice.title,
  });
  const title = leads ? (
    <Link {...leads} className={styles.cover} onClick={() => !notice.read && onRead()}>
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

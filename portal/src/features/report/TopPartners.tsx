import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { manageReportOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { count, money } from '../../kit/format';
import { CardSkeleton } from '../../kit/Skeletons';
import styles from './Cards.module.css';

const shown = 5;

/** Who brought most of the period, each leading to their own report. */
export default function TopPartners({ period }: { period: { from: string; to: string } }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const report = useQuery({
    ...manageReportOptions({ path, query: { ...period, by: 'partner' } }),
    placeholderData: (before) => before,
  });
  if (!report.data) return report.isPending ? <CardSkeleton height={260} /> : null;
  const lines = report.data.lines.filter((line) => line.key.startsWith('ptr_')).slice(0, shown);
  return (
    <Card
      title={t('overview.topPartners')}
      action={
        <Link to="/m/$program/reports" params={path} search={{ by: 'partner' }} className={styles.more}>
          {t('overview.all')}
        </Link>
      }
    >
      {lines.length === 0 ? (
        <p className={styles.text}>{t('overview.noPartners')}</p>
      ) : (
        <ol className={styles.ranks}>
          {lines.map((line) => (
            <li key={line.key}>
              <Link
                to="/m/$program/reports"
                params={path}
                search={{ partner: line.key, ...period }}
                className={styles.rank}
              >
                <span className={styles.who}>{line.name ?? line.key}</span>
                <span className={styles.sum}>{money(line.now.revenue)}</span>
                <span className={styles.text}>
                  {t('overview.partnerLine', {
                    clicks: count(line.now.unique_clicks),
                    sales: count(line.now.sales),
                    commission: money(line.now.commission),
                  })}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

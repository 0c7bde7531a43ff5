import { useQuery } from '@tanstack/react-query';
import { listAllActivityOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { ActivityCard } from './ActivityCard';

/** What happened last in all programs of an organisation. */
export default function AllActivity({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const activity = useQuery(listAllActivityOptions({ path: { partner } }));
  const rows = activity.data?.data.map((one) => ({
    ...one.activity,
    id: `${one.program_id} ${one.activity.id}`,
    zone: one.zone,
    partner: { name: one.program_name },
  }));
  return (
    <ActivityCard
      query={{ ...activity, data: rows && { data: rows } }}
      zone="UTC"
      empty={t('overview.quietText')}
    />
  );
}

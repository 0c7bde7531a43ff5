import { useQuery } from '@tanstack/react-query';
import { listActivityOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ActivityCard } from './ActivityCard';

/** What happened last to the partner in a program. */
export default function Activity() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const activity = useQuery(listActivityOptions({ path, query: { limit: 8 } }));
  return <ActivityCard query={activity} zone={zone} empty={t('overview.quietText')} />;
}

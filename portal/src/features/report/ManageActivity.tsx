import { useQuery } from '@tanstack/react-query';
import { manageActivityOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ActivityCard } from './ActivityCard';

/** What happened last in the program, of all partners. */
export default function ManageActivity() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const activity = useQuery(manageActivityOptions({ path, query: { limit: 8 } }));
  return <ActivityCard query={activity} zone={zone} empty={t('overview.quietProgram')} />;
}

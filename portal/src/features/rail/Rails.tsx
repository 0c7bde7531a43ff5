import { useQuery } from '@tanstack/react-query';
import { listRailsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { RailCard } from './RailCard';
import styles from './Rails.module.css';

/** The providers by which the program pays online, and how each is connected. */
export function Rails() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const list = useQuery({ ...listRailsOptions({ path }), refetchOnWindowFocus: false });
  return (
    <Screen>
      <PageHead title={t('rails.title')} />
      <p className={styles.text}>{t('rails.text')}</p>
      <Loaded
        query={list}
        skeleton={
          <Waiting>
            <Screen>
              <CardSkeleton height={460} />
              <CardSkeleton height={460} />
            </Screen>
          </Waiting>
        }
      >
        {({ data }) => data.map((one) => <RailCard key={one.rail} one={one} />)}
      </Loaded>
    </Screen>
  );
}

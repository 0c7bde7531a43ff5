import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { getSettingsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import styles from './Branding.module.css';
import { type Draft, draftOf } from './draft';
import { Host } from './Host';
import { Look } from './Look';
import { Pictures } from './Pictures';
import { Preview } from './Preview';
import { Words } from './Words';

/** How the program looks and what it says to its partners, with a picture of it beside. */
export function Branding() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const settings = useQuery({ ...getSettingsOptions({ path }), refetchOnWindowFocus: false });
  const [changed, setChanged] = useState<Partial<Draft>>({});
  const change = (part: Partial<Draft>) => setChanged((before) => ({ ...before, ...part }));
  return (
    <Screen>
      <PageHead title={t('branding.title')} />
      <Loaded
        query={settings}
        skeleton={
          <Waiting>
            <Screen>
              <CardSkeleton height={300} />
              <CardSkeleton height={420} />
            </Screen>
          </Waiting>
        }
      >
        {(found) => {
          const draft = { ...draftOf(found), ...changed };
          const form = { settings: found, draft, change };
          return (
            <div className={styles.page}>
              <div className={styles.forms}>
                <Look {...form} />
                <Pictures settings={found} />
                <Words {...form} />
                <Host settings={found} />
                <Card title={t('branding.links')}>
                  <p className={styles.text}>{t('branding.linksText')}</p>
                  <Link to="/m/$program/settings" params={path} hash="navigation">
                    {t('branding.linksOpen')}
                  </Link>
                </Card>
              </div>
              <Preview draft={draft} brand={found.brand} />
            </div>
          );
        }}
      </Loaded>
    </Screen>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import type { PartnerNextTier, PartnerRewardsPage } from '../../api';
import {
  getRewardsOptions,
  listOpenSpiffsOptions,
  listTierChangesOptions,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { day } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { Bonuses } from './Bonuses';
import { Changes } from './Changes';
import { Invite } from './Invite';
import { Progress } from './Progress';
import styles from './Rewards.module.css';
import { SpiffCard } from './SpiffCard';

/** What the partner has reached: its tier, the way to the next, SPIFFs, and how it came here. */
export function Rewards() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const rewards = useQuery(getRewardsOptions({ path }));
  const spiffs = useQuery(listOpenSpiffsOptions({ path }));
  const changes = useQuery(listTierChangesOptions({ path }));
  const offered = spiffs.data?.data ?? [];
  return (
    <Screen>
      <PageHead title={t('nav.rewards')} />
      <Loaded query={rewards} skeleton={<RewardsSkeleton />}>
        {(found) => (
          <>
            <Ladder page={found} empty={offered.length === 0} />
            {offered.length > 0 && (
              <section className={styles.section} aria-label={t('rewards.spiffs')}>
                <h2>{t('rewards.spiffs')}</h2>
                <ul className={styles.cards}>
                  {offered.map((spiff) => (
                    <li key={spiff.id}>
                      <SpiffCard spiff={spiff} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Invite />
            <Bonuses />
            <Changes changes={changes.data?.data ?? []} currency={found.currency} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function Ladder({ page, empty }: { page: PartnerRewardsPage; empty: boolean }) {
  const { t } = useTranslation();
  const { tier, keep, upcoming, currency } = page;
  if (!tier && upcoming.length === 0)
    return empty ? (
      <Card>
        <Empty icon={Layers} title={t('rewards.none')} text={t('rewards.noneText')} />
      </Card>
    ) : null;
  return (
    <div className={styles.cards}>
      {tier && (
        <article className={styles.card} aria-label={tier.name}>
          <p className={styles.hint}>
            {tier.since ? t('rewards.yoursSince', { day: day(tier.since) }) : t('rewards.yours')}
          </p>
          <Words tier={tier} />
          {keep && <Progress progress={keep} currency={currency} what={t('rewards.toKeep')} />}
        </article>
      )}
      {upcoming.map((next) => (
        <Next key={next.name} next={next} currency={currency} />
      ))}
    </div>
  );
}

function Next({ next, currency }: { next: PartnerNextTier; currency: string }) {
  const { t } = useTranslation();
  return (
    <article className={styles.card} aria-label={next.name}>
      <p className={styles.hint}>{t('rewards.next')}</p>
      <Words tier={next} />
      {next.progress ? (
        <Progress progress={next.progress} currency={currency} what={t('rewards.toReach')} />
      ) : (
        <p className={styles.hint}>{t('rewards.byInvitation')}</p>
      )}
    </article>
  );
}

type WordsOf = Pick<PartnerNextTier, 'name' | 'commission' | 'benefits' | 'rewards'>;

function Words({ tier }: { tier: WordsOf }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{tier.name}</h2>
      {tier.commission && <p className={styles.commission}>{tier.commission}</p>}
      {tier.benefits.length > 0 && (
        <ul className={styles.benefits}>
          {tier.benefits.map((benefit) => (
            <li key={benefit}>{benefit}</li>
          ))}
        </ul>
      )}
      {tier.rewards && (
        <p className={styles.text}>
          <strong>{t('rewards.besides')}</strong> {tier.rewards}
        </p>
      )}
    </>
  );
}

function RewardsSkeleton() {
  return (
    <Waiting>
      <div className={styles.cards}>
        <CardSkeleton height={200} />
        <CardSkeleton height={200} />
      </div>
    </Waiting>
  );
}

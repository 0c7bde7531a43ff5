import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layers, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerGroup, ManagerLadder, ManagerTier } from '../../api';
import { listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { ruleText } from '../../kit/goal';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { GroupForm } from './GroupForm';
import styles from './Groups.module.css';
import { PlaceForm } from './PlaceForm';
import { TierForm } from './TierForm';

type Asking = { tier: ManagerTier | undefined } | { group: ManagerGroup | undefined } | { place: true };

/** How the program sorts its partners: the ladder of tiers, and the groups. */
export function Groups() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [asking, setAsking] = useState<Asking>();
  const ladder = useQuery(listGroupsOptions({ path }));
  const close = () => setAsking(undefined);
  const some = ladder.data && ladder.data.tiers.length + ladder.data.groups.length > 0;
  return (
    <Screen>
      <PageHead title={t('nav.groups')} meta={t('groups.meta')}>
        {some && (
          <May to="manage">
            <Button variant="default" onClick={() => setAsking({ place: true })}>
              {t('groups.place')}
            </Button>
          </May>
        )}
      </PageHead>
      <Loaded query={ladder} skeleton={<TableSkeleton columns={3} rows={4} />}>
        {(found) => (
          <>
            <Tiers ladder={found} ask={setAsking} />
            <GroupList ladder={found} ask={setAsking} />
            <PlaceForm opened={asking !== undefined && 'place' in asking} ladder={found} onClose={close} />
          </>
        )}
      </Loaded>
      <TierForm
        opened={asking !== undefined && 'tier' in asking}
        tier={asking && 'tier' in asking ? asking.tier : undefined}
        onClose={close}
      />
      <GroupForm
        opened={asking !== undefined && 'group' in asking}
        group={asking && 'group' in asking ? asking.group : undefined}
        onClose={close}
      />
    </Screen>
  );
}

type ListProps = { ladder: ManagerLadder; ask: (asking: Asking) => void };

function Tiers({ ladder, ask }: ListProps) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  const add = (
    <May to="manage">
      <Button
        leftSection={<Plus size={16} aria-hidden="true" />}
        variant="default"
        size="xs"
        onClick={() => ask({ tier: undefined })}
      >
        {t('groups.addTier')}
      </Button>
    </May>
  );
  if (ladder.tiers.length === 0)
    return (
      <Card title={t('groups.tiers')}>
        <Empty icon={Layers} title={t('groups.noTiers')} text={t('groups.noTiersText')} action={add} />
      </Card>
    );
  return (
    <Card title={t('groups.tiers')} action={add}>
      <ol className={styles.list} aria-label={t('groups.tiers')}>
        {ladder.tiers.map((tier, step) => (
          <li key={tier.id} className={styles.row}>
            <div className={styles.words}>
              <h3>
                {tier.name} {tier.archived && <Pill tone="plain">{t('groups.archived')}</Pill>}
              </h3>
              <p>{[tier.commission, ...tier.benefits].filter((line) => line !== '').join(' · ')}</p>
              <p className={styles.hint}>
                {tier.reach
                  ? t('groups.reachedBy', { rule: ruleText(tier.reach, currency, t) })
                  : t(step === 0 ? 'groups.begin' : 'groups.byHand')}
                {tier.keep && ` ${t('groups.keptBy', { rule: ruleText(tier.keep, currency, t) })}`}
              </p>
            </div>
            <May to="manage">
              <Button
                variant="subtle"
                size="xs"
                aria-label={t('groups.changeOne', { name: tier.name })}
                onClick={() => ask({ tier })}
              >
                {t('promotions.change')}
              </Button>
            </May>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function GroupList({ ladder, ask }: ListProps) {
  const { t } = useTranslation();
  const add = (
    <May to="manage">
      <Button
        leftSection={<Plus size={16} aria-hidden="true" />}
        variant="default"
        size="xs"
        onClick={() => ask({ group: undefined })}
      >
        {t('groups.addGroup')}
      </Button>
    </May>
  );
  return (
    <Card title={t('groups.groups')} action={add}>
      {ladder.groups.length === 0 ? (
        <p className={styles.hint}>{t('groups.noGroups')}</p>
      ) : (
        <ol className={styles.list} aria-label={t('groups.groups')}>
          {ladder.groups.map((group) => (
            <li key={group.id} className={styles.row}>
              <div className={styles.words}>
                <h3>
                  {group.name} {group.archived && <Pill tone="plain">{t('groups.archived')}</Pill>}
                </h3>
                {group.text && <p>{group.text}</p>}
              </div>
              <May to="manage">
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={t('groups.changeOne', { name: group.name })}
                  onClick={() => ask({ group })}
                >
                  {t('promotions.change')}
                </Button>
              </May>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

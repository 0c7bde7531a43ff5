import { Button, NativeSelect, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerLadder, ManagerPartnerDetail } from '../../api';
import {
  listGroupsOptions,
  listPartnerMovesOptions,
  placePartnersMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { date, day } from '../../kit/format';
import { figureText } from '../../kit/goal';
import { Timeline } from '../../kit/Timeline';
import { failed, said } from '../../kit/toast';
import styles from './Partners.module.css';

/** The partner's group and tier, to be changed, and what changed them until now. */
export function PlaceCard({ partner }: { partner: ManagerPartnerDetail }) {
  const { path } = useManagerPlace();
  const ladder = useQuery(listGroupsOptions({ path })).data;
  if (!ladder || ladder.groups.length + ladder.tiers.length === 0) return null;
  return (
    <>
      <Place
        key={`${partner.group} ${partner.tier} ${partner.tier_locked}`}
        partner={partner}
        ladder={ladder}
      />
      <Moves id={partner.id} />
    </>
  );
}

function Place({ partner, ladder }: { partner: ManagerPartnerDetail; ladder: ManagerLadder }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [group, setGroup] = useState(partner.group ?? '');
  const [tier, setTier] = useState(partner.tier ?? '');
  const [locked, setLocked] = useState(partner.tier_locked);
  const place = useMutation({
    ...placePartnersMutation(),
    onSuccess: () => {
      said(t('groups.nowPlaced'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const was = { group: partner.group ?? '', tier: partner.tier ?? '' };
  const touched = group !== was.group || tier !== was.tier || locked !== partner.tier_locked;
  const options = (list: { id: string; name: string; archived: boolean }[], kept: string) => [
    { value: '', label: t('groups.noneOf') },
    ...list
      .filter((one) => !one.archived || one.id === kept)
      .map((one) => ({ value: one.id, label: one.name })),
  ];
  const save = () =>
    place.mutate({
      path,
      body: {
        partners: [partner.id],
        ...(group !== was.group ? { group } : {}),
        ...(tier !== was.tier ? { tier } : {}),
        ...(locked !== partner.tier_locked ? { locked } : {}),
      },
    });
  return (
    <section className={styles.form} aria-label={t('groups.placement')}>
      <NativeSelect
        label={t('groups.group')}
        value={group}
        onChange={(e) => setGroup(e.currentTarget.value)}
        data={options(ladder.groups, was.group)}
      />
      <NativeSelect
        label={t('groups.tier')}
        value={tier}
        onChange={(e) => setTier(e.currentTarget.value)}
        data={options(ladder.tiers, was.tier)}
      />
      <Switch
        label={t('groups.lock')}
        description={t('groups.lockHint')}
        checked={locked}
        onChange={(e) => setLocked(e.currentTarget.checked)}
      />
      {touched && (
        <div className={styles.foot}>
          <Button onClick={save} loading={place.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Moves({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone, currency } = useManagerPlace();
  const moves = useQuery(listPartnerMovesOptions({ path: { ...path, partner: id } })).data?.data ?? [];
  if (moves.length === 0) return null;
  return (
    <Timeline
      title={t('groups.history')}
      steps={moves.map((move) => ({
        id: move.at,
        label: [move.to_tier, move.to_group].filter((name) => name !== '').join(' · ') || t('groups.noneOf'),
        state: 'done',
        when: date(move.at, zone),
        note: [
          t(`groups.cause.${move.cause}`, {
            figure: move.rule ? figureText(move.rule.metric, move.figure, currency, t) : '',
            from: day(move.from ?? move.at),
            to: day(move.to ?? move.at),
          }),
          move.reason ?? '',
        ]
          .filter((text) => text !== '')
          .join('. '),
      }))}
    />
  );
}

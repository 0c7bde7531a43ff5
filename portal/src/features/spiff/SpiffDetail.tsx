import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trophy } from 'lucide-react';
import { useState } from 'react';
import type { ManagerSpiff } from '../../api';
import {
  cancelSpiffMutation,
  endSpiffMutation,
  listGroupsOptions,
  listSpiffPartnersOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { day, money } from '../../kit/format';
import { figureText } from '../../kit/goal';
import { Lines } from '../../kit/Lines';
import { May } from '../../kit/May';
import { Meter } from '../../kit/Meter';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { failed, said } from '../../kit/toast';
import { SpiffForm } from './SpiffForm';
import { SpiffPill } from './SpiffPill';
import styles from './Spiffs.module.css';
import { targetText } from './words';

/** One SPIFF: what it promises, what it cost so far, who reached it. */
export default function SpiffDetail({
  spiff,
  loading,
}: {
  spiff: ManagerSpiff | undefined;
  loading: boolean;
}) {
  const { t } = useTranslation();
  if (spiff) return <Found spiff={spiff} />;
  return loading ? (
    <DetailSkeleton />
  ) : (
    <Empty icon={Trophy} title={t('missing.title')} text={t('missing.text')} />
  );
}

function Found({ spiff }: { spiff: ManagerSpiff }) {
  const { t } = useTranslation();
  const { path, currency } = useManagerPlace();
  const ladder = useQuery(listGroupsOptions({ path })).data;
  const reached = useQuery(listSpiffPartnersOptions({ path: { ...path, spiff: spiff.id } })).data?.data ?? [];
  const [changing, setChanging] = useState(false);
  const names = [...(ladder?.groups ?? []), ...(ladder?.tiers ?? [])]
    .filter((one) => spiff.groups.includes(one.id) || spiff.tiers.includes(one.id))
    .map((one) => one.name);
  return (
    <>
      <Sum
        pill={<SpiffPill status={spiff.status} />}
        amount={spiff.name}
        under={`${day(spiff.from)} – ${day(spiff.to)}`}
      />
      <May to="manage">
        <Acts spiff={spiff} change={() => setChanging(true)} />
      </May>
      {spiff.text && <p className={styles.text}>{spiff.text}</p>}
      {spiff.budget && (
        <Meter
          label={t('spiffs.spent', { amount: money(spiff.awarded), budget: money(spiff.budget) })}
          value={spiff.awarded.amount}
          most={spiff.budget.amount}
        />
      )}
      <Facts
        facts={[
          { label: t('spiffs.target'), value: targetText(spiff, t) },
          { label: t('spiffs.amount'), value: money(spiff.amount) },
          {
            label: t('spiffs.maximum'),
            value: spiff.maximum ? money(spiff.maximum) : '–',
            show: spiff.every > 0,
          },
          { label: t('spiffs.awarded'), value: money(spiff.awarded), show: !spiff.budget },
          { label: t('spiffs.reached'), value: String(spiff.partners) },
          { label: t('spiffs.audience'), value: names.length > 0 ? names.join(', ') : t('spiffs.all') },
        ]}
      />
      <Lines
        title={t('spiffs.who')}
        lines={reached.map((one) => ({
          id: one.partner,
          text: one.name,
          meta: one.undercut
            ? t('spiffs.undercut', {
                once: figureText(spiff.goal.metric, one.figure, currency, t),
                now: figureText(spiff.goal.metric, one.now, currency, t),
              })
            : figureText(spiff.goal.metric, one.figure, currency, t),
          amount: money(one.awarded),
        }))}
      />
      <SpiffForm key={spiff.version} opened={changing} spiff={spiff} onClose={() => setChanging(false)} />
    </>
  );
}

function Acts({ spiff, change }: { spiff: ManagerSpiff; change: () => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'end' | 'cancel'>();
  const after = (text: string) => ({
    onSuccess: () => {
      setAsking(undefined);
      said(text);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const end = useMutation({ ...endSpiffMutation(), ...after(t('spiffs.nowEnds')) });
  const cancel = useMutation({ ...cancelSpiffMutation(), ...after(t('spiffs.nowCancelled')) });
  if (spiff.status !== 'active' && spiff.status !== 'scheduled') return null;
  const target = { path: { ...path, spiff: spiff.id } };
  return (
    <div className={styles.acts}>
      <Button onClick={change}>{t('promotions.change')}</Button>
      {spiff.status === 'active' && (
        <Button variant="default" onClick={() => setAsking('end')}>
          {t('spiffs.end')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsking('cancel')}>
        {t('spiffs.cancel')}
      </Button>
      <ReasonDialog
        opened={asking === 'end'}
        title={t('spiffs.endTitle', { name: spiff.name })}
        text={t('spiffs.endText')}
        confirm={t('spiffs.end')}
        busy={end.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => end.mutate(target)}
      />
      <ReasonDialog
        opened={asking === 'cancel'}
        title={t('spiffs.cancelTitle', { name: spiff.name })}
        text={t('spiffs.cancelText')}
        confirm={t('spiffs.cancel')}
        danger
        busy={cancel.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => cancel.mutate(target)}
      />
    </div>
  );
}

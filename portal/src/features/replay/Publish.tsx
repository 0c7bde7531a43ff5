import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerReplayDifference, ManagerReplayProposal } from '../../api';
import { getSettingsOptions, publishReplayMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { money } from '../../kit/format';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { said } from '../../kit/toast';
import styles from './Replay.module.css';

/** Makes what was replayed the rules from now on; only whoever has the difference before them can. */
export function Publish({
  proposal,
  seen,
}: {
  proposal: ManagerReplayProposal;
  seen: ManagerReplayDifference;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const settings = useQuery({ ...getSettingsOptions({ path }), refetchOnWindowFocus: false });
  const [asking, setAsking] = useState(false);
  const publish = useMutation({
    ...publishReplayMutation(),
    onSuccess: () => {
      said(t('replay.published'));
      void queryClient.invalidateQueries();
    },
    onSettled: () => setAsking(false),
  });
  const now = settings.data?.attribution;
  const asked = proposal.attribution;
  const other =
    (proposal.offers?.length ?? 0) > 0 ||
    (now !== undefined &&
      (now.model !== asked.model ||
        now.window_days !== asked.window_days ||
        now.coupon_wins !== asked.coupon_wins));
  if (!other || publish.isSuccess) return null;
  const { conversions, changed, then, now: would } = seen;
  return (
    <May to="own">
      <Card title={t('replay.publish')}>
        <div className={styles.form}>
          <p className={styles.text}>{t('replay.publishText')}</p>
          <FormProblem problem={publish.error} />
          <Button onClick={() => setAsking(true)} loading={publish.isPending}>
            {t('replay.publish')}
          </Button>
        </div>
      </Card>
      <ReasonDialog
        opened={asking}
        title={t('replay.publishTitle')}
        text={t('replay.publishAsk', { before: money(then), now: money(would), changed, all: conversions })}
        confirm={t('replay.publish')}
        busy={publish.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          publish.mutate({ path, body: { ...proposal, seen: { conversions, changed, then, now: would } } })
        }
      />
    </May>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { PartnerKey, PartnerNewKey } from '../../api';
import { listOwnKeysOptions, revokeOwnKeyMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import styles from './Keys.module.css';
import { OwnKeyForm } from './OwnKeyForm';
import { OwnKeyTable } from './OwnKeyTable';
import { ReplaceKey } from './ReplaceKey';

/** The keys by which a partner's programs read what the portal shows, each shown once. */
export function OwnKeys() {
  const { t } = useTranslation();
  const { path, admin } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [fresh, setFresh] = useState<PartnerNewKey>();
  const [ending, setEnding] = useState<PartnerKey>();
  const [replacing, setReplacing] = useState<PartnerKey>();
  const keys = useQuery(listOwnKeysOptions({ path }));
  const revoke = useMutation({
    ...revokeOwnKeyMutation(),
    onSuccess: () => {
      setEnding(undefined);
      said(t('ownKeys.ended'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const make = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setMaking(true)}>
      {t('ownKeys.make')}
    </Button>
  );
  return (
    <Screen>
      <PageHead title={t('nav.keys')}>{make}</PageHead>
      {fresh && (
        <div className={styles.once} role="status">
          <p>{t('ownKeys.once')}</p>
          <CopyField value={fresh.key} label={fresh.api_key.name} primary />
        </div>
      )}
      <Loaded query={keys} skeleton={<TableSkeleton columns={6} rows={3} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={KeyRound} title={t('ownKeys.none')} text={t('ownKeys.noneText')} action={make} />
            </Card>
          ) : (
            <OwnKeyTable rows={rows} makers={admin} onReplace={setReplacing} onEnd={setEnding} />
          )
        }
      </Loaded>
      <Card title={t('ownKeys.docs')}>
        <p className={styles.text}>{t('ownKeys.text')}</p>
        <pre className={styles.code}>
          {`curl ${window.location.origin}/v1/partner/programs \\\n  -H "Authorization: Bearer ${fresh?.key ?? 'trib_sk_…'}"`}
        </pre>
      </Card>
      <OwnKeyForm opened={making} onClose={() => setMaking(false)} onMade={setFresh} />
      <ReplaceKey replaced={replacing} onClose={() => setReplacing(undefined)} onMade={setFresh} />
      <ReasonDialog
        opened={ending !== undefined}
        title={t('ownKeys.endTitle', { name: ending?.name ?? '' })}
        text={t('ownKeys.endText')}
        confirm={t('ownKeys.end')}
        danger
        busy={revoke.isPending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && revoke.mutate({ path: { ...path, key: ending.id } })}
      />
    </Screen>
  );
}

import { Lock } from 'lucide-react';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { DeskContext, usePostbackDesk, useWebhookDesk } from './desk';
import { HookList } from './HookList';

/** The partner's own addresses, called on every event: where, what, and how it went. */
export function Postbacks() {
  const { t } = useTranslation();
  const { admin } = usePartnerPlace();
  const desk = usePostbackDesk();
  if (admin)
    return (
      <DeskContext value={desk}>
        <HookList />
      </DeskContext>
    );
  return (
    <Card>
      <Empty main icon={Lock} title={t('hooks.adminsOnly')} text={t('hooks.adminsOnlyText')} />
    </Card>
  );
}

/** The program's own addresses, which hear of all its partners. */
export function Webhooks() {
  const desk = useWebhookDesk();
  return (
    <DeskContext value={desk}>
      <HookList />
    </DeskContext>
  );
}

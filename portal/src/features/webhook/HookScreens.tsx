import { DeskContext, usePostbackDesk, useWebhookDesk } from './desk';
import { HookList } from './HookList';

/** The partner's own addresses, called on every event: where, what, and how it went. */
export function Postbacks() {
  const desk = usePostbackDesk();
  return (
    <DeskContext value={desk}>
      <HookList />
    </DeskContext>
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

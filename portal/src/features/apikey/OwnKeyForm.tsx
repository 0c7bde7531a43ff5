import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PartnerNewKey } from '../../api';
import { createOwnKeyMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { startOfDay } from '../../kit/period';
import { KeyFields } from './KeyFields';

const scopes = [
  'reports:read',
  'links:read',
  'links:write',
  'commissions:read',
  'customers:read',
  'payouts:read',
] as const;
type Props = { opened: boolean; onClose: () => void; onMade: (made: PartnerNewKey) => void };

/** Makes a key with what it may do. */
export function OwnKeyForm({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { path, admin } = usePartnerPlace();
  const queryClient = useQueryClient();
  const create = useMutation({
    ...createOwnKeyMutation(),
    onSuccess: (made) => {
      onMade(made);
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <KeyFields
      opened={opened}
      onClose={onClose}
      texts={{
        make: t('ownKeys.make'),
        name: t('ownKeys.name'),
        nameHint: t('ownKeys.nameHint'),
        may: t('ownKeys.may'),
        ends: t('ownKeys.ends'),
        endsHint: t('ownKeys.endsHint'),
      }}
      scopes={scopes
        .filter((one) => admin || one !== 'payouts:read')
        .map((value) => ({ value, label: t(`ownScope.${value}`) }))}
      chosen="reports:read"
      busy={create.isPending}
      problem={create.error}
      onSubmit={({ name, scopes: chosen, until }) => {
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        create.mutate({
          path,
          body: { name, scopes: chosen, ...(until === '' ? {} : { expires_at: startOfDay(until, zone) }) },
        });
      }}
    />
  );
}

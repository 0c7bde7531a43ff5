import { SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerNewApiKey } from '../../api';
import { createApiKeyMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { startOfDay } from '../../kit/period';
import { KeyFields } from './KeyFields';

const scopes = ['conversions:write', 'orders:write', 'clicks:write', 'entries:write'] as const;
type Props = { opened: boolean; onClose: () => void; onMade: (made: ManagerNewApiKey) => void };

/** Makes a key: a secret one with what it may do, or one for the shop's pages. */
export function KeyForm({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<'secret' | 'publishable'>('secret');
  const secret = kind === 'secret';
  const create = useMutation({
    ...createApiKeyMutation(),
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
        make: t('keys.make'),
        name: t('keys.name'),
        nameHint: t(secret ? 'keys.secretHint' : 'keys.publishableHint'),
        may: t('keys.may'),
        ends: t('keys.ends'),
        endsHint: t('keys.endsHint'),
      }}
      scopes={secret ? scopes.map((value) => ({ value, label: t(`scope.${value}`) })) : []}
      chosen="conversions:write"
      busy={create.isPending}
      problem={create.error}
      onSubmit={({ name, scopes: chosen, until }) =>
        create.mutate({
          path,
          body: {
            name,
            kind,
            ...(secret ? { scopes: chosen } : {}),
            ...(until === '' ? {} : { expires_at: startOfDay(until, zone) }),
          },
        })
      }
    >
      <SegmentedControl
        aria-label={t('keys.kind')}
        value={kind}
        onChange={(value) => setKind(value === 'publishable' ? 'publishable' : 'secret')}
        data={[
          { value: 'secret', label: t('keys.secret') },
          { value: 'publishable', label: t('keys.publishable') },
        ]}
      />
    </KeyFields>
  );
}

import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerLinkDetail } from '../../api';
import { createLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { BuiltLink } from './BuiltLink';
import { emptyDraft, toInput } from './draft';
import { type Choices, LinkForm } from './LinkForm';

/** Makes a tracking link of any address of the program's. */
export default function LinkBuilder({
  opened,
  choices,
  onClose,
}: {
  opened: boolean;
  choices: Choices;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 820px)', false, { getInitialValueInEffect: false });
  const [built, setBuilt] = useState<PartnerLinkDetail>();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setBuilt(undefined)}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '92%' : 460}
      title={built ? t('links.ready') : t('links.create')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {built ? (
        <BuiltLink link={built} onAnother={() => setBuilt(undefined)} />
      ) : (
        <Create choices={choices} onBuilt={setBuilt} onCancel={onClose} />
      )}
    </Drawer>
  );
}

function Create({
  choices,
  onBuilt,
  onCancel,
}: {
  choices: Choices;
  onBuilt: (link: PartnerLinkDetail) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const create = useMutation({
    ...createLinkMutation(),
    onSuccess: (link) => {
      void queryClient.invalidateQueries();
      onBuilt(link);
    },
  });
  return (
    <LinkForm
      start={emptyDraft}
      choices={choices}
      fresh
      problem={create.error}
      busy={create.isPending}
      action={t('links.create')}
      onSave={(draft) => create.mutate({ path, body: toInput(draft, zone) })}
      onCancel={onCancel}
    />
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PartnerLinkDetail } from '../../api';
import { updateLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { said } from '../../kit/toast';
import { draftOf, toPatch } from './draft';
import { type Choices, LinkForm } from './LinkForm';

/** Changes what a link says. Clicks that were made before keep what they were. */
export default function LinkEditor({
  link,
  choices,
  onClose,
}: {
  link: PartnerLinkDetail;
  choices: Choices;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const update = useMutation({
    ...updateLinkMutation(),
    onSuccess: () => {
      void queryClient.invalidateQueries();
      said(t('links.saved'));
      onClose();
    },
  });
  return (
    <section aria-label={t('links.edit')}>
      <LinkForm
        start={draftOf(link, zone)}
        choices={choices}
        fixed={link.default}
        problem={update.error}
        busy={update.isPending}
        action={t('save')}
        onSave={(draft) =>
          update.mutate({
            path: { ...path, link: link.id },
            body: toPatch(draft, link, zone),
            headers: { 'If-Match': `"${link.version}"` },
          })
        }
        onCancel={onClose}
      />
    </section>
  );
}

import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { PartnerMember } from '../../api';
import { leaveTeamMutation, removeMemberMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { findPartner, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Team.module.css';

/** Asks before somebody goes, oneself or another. */
export function RemoveMember({
  member,
  onClose,
}: {
  member: PartnerMember | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const organisation = findPartner(useSession(), path.partner).partner?.name;
  return (
    <Modal
      opened={member !== undefined}
      onClose={onClose}
      title={
        member?.you
          ? t('team.leaveTitle', { name: organisation })
          : t('team.removeTitle', { name: member?.name })
      }
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {member && <Form key={member.id} member={member} onClose={onClose} />}
    </Modal>
  );
}

function Form({ member, onClose }: { member: PartnerMember; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    ...removeMemberMutation(),
    onSuccess: () => {
      said(t('team.removed', { name: member.name }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const leave = useMutation({
    ...leaveTeamMutation(),
    onSuccess: () => {
      said(t('team.left'));
      queryClient.clear();
      void navigate({ to: '/' });
    },
  });
  return (
    <div className={styles.form}>
      <p className={styles.note}>
        {member.you ? t('team.leaveText') : t('team.removeText', { name: member.name })}
      </p>
      <FormProblem problem={remove.error ?? leave.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          className={styles.danger ?? ''}
          loading={remove.isPending || leave.isPending}
          onClick={() =>
            member.you ? leave.mutate({ path }) : remove.mutate({ path: { ...path, member: member.id } })
          }
        >
          {t(member.you ? 'team.leave' : 'team.remove')}
        </Button>
      </div>
    </div>
  );
}

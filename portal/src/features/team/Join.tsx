import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Joined, lookAtInvitation, type TeamInvitation } from '../../api';
import { acceptInvitationMutation } from '../../api/@tanstack/react-query.gen';
import { type Translate, useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useSignOut } from '../../shell/useSignOut';
import { NewAccount } from './NewAccount';
import { takeToken } from './token';

/** Where a mailed invitation leads: what it is for, and the way in that fits the address. */
export function Join() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: async () => (await lookAtInvitation({ body: { token }, throwOnError: true })).data,
    retry: false,
    meta: { public: true, quiet: true },
  });
  if (look.error)
    return (
      <AuthFrame
        branding={undefined}
        title={t('join.gone')}
        foot={<Link to="/sign-in">{t('join.home')}</Link>}
      >
        <FormProblem problem={look.error} />
      </AuthFrame>
    );
  if (!look.data) return <AuthFrame branding={undefined} title={t('waiting')} />;
  return <Invited token={token} invitation={look.data} />;
}

function Invited({ token, invitation }: { token: string; invitation: TeamInvitation }) {
  const { t } = useTranslation();
  const { organisation: name, inviter } = invitation;
  return (
    <AuthFrame
      branding={undefined}
      title={t('join.title', { name })}
      text={inviter ? t('join.text', { inviter, name }) : t('join.plain', { name })}
    >
      <p>{asText(t, invitation.role)}</p>
      <Way token={token} invitation={invitation} />
    </AuthFrame>
  );
}

function Way({ token, invitation }: { token: string; invitation: TeamInvitation }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { email, other, account, signed_in: here } = invitation;
  const enter = useJoined();
  const accept = useMutation({ ...acceptInvitationMutation(), onSuccess: enter });
  if (other)
    return (
      <>
        <p>{t('join.other', { other, email })}</p>
        <Button size="md" variant="default" onClick={signOut}>
          {t('join.signOut')}
        </Button>
      </>
    );
  if (!account) return <NewAccount token={token} email={email} onDone={enter} />;
  if (!here)
    return (
      <>
        <p>{t('join.signInText', { email })}</p>
        <Button size="md" onClick={() => void navigate({ to: '/sign-in', search: { next: '/join' } })}>
          {t('join.signIn')}
        </Button>
      </>
    );
  return (
    <>
      <p>{t('join.for', { email })}</p>
      <FormProblem problem={accept.error} />
      <Button size="md" loading={accept.isPending} onClick={() => accept.mutate({ body: { token } })}>
        {t('join.accept')}
      </Button>
    </>
  );
}

/** What somebody may do who accepts. */
function asText(t: Translate, role: TeamInvitation['role']): string {
  if (role === 'admin') return t('join.asAdmin');
  return role === 'user' ? t('join.asUser') : t(`join.as.${role}`);
}

/** Goes to the organisation or the program that was joined, with a session that knows it. */
function useJoined() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return ({ partner_id: partner = '', program_id: program }: Joined) => {
    queryClient.clear();
    if (program) void navigate({ to: '/m/$program', params: { program }, replace: true });
    else void navigate({ to: '/p/$partner', params: { partner }, replace: true });
  };
}

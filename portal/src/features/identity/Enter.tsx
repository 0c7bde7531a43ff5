import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { agreeToEntryMutation, useEntryMutation as entryMutation } from '../../api/@tanstack/react-query.gen';
import { homeOf, sessionQuery } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Bar } from '../../kit/Skeletons';
import { AuthFrame } from '../../shell/AuthFrame';
import { keepAgree, keptAgree } from './agree';
import { useBranding } from './branding';
import { useEnter } from './useEnter';

/** Where a merchant's own site sends its people: lets them in, or asks the owner of the account once. */
export function Enter() {
  const { t } = useTranslation();
  const branding = useBranding();
  const enter = useEnter();
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '');
  const [asked, setAsked] = useState(() => (token ? undefined : keptAgree()));
  const session = useQuery({ ...sessionQuery(), retry: false });
  const { mutate, error } = useMutation({
    ...entryMutation(),
    onSuccess: (entered) => {
      if (entered.session) enter(entered.session);
      else setAsked(keepAgree({ agree: entered.agree ?? '', email: entered.email }));
    },
  });
  // Who is signed in already is asked first: a link must not change who one is.
  const here = session.data?.user.email;
  const ready = token !== '' && (session.isError || session.data?.level === 'half');
  const begun = useRef(false);
  useEffect(() => {
    if (token)
      window.history.replaceState(
        window.history.state,
        '',
        window.location.pathname + window.location.search,
      );
  }, [token]);
  useEffect(() => {
    if (!ready || begun.current) return;
    begun.current = true;
    mutate({ body: { token } });
  }, [ready, mutate, token]);

  if (asked) return <Agree asked={asked} here={here} />;
  const program = branding?.name ?? '';
  return (
    <AuthFrame
      branding={branding}
      title={here ? t('enter.goOn', { program }) : t('auth.coming')}
      {...(here ? { text: t('enter.signedInAs', { email: here }) } : {})}
      foot={<Link to="/sign-in">{t('auth.otherWay')}</Link>}
    >
      <FormProblem problem={error} />
      {!error && !here && (token ? <Bar /> : t('enter.nothing'))}
      {!error && here && (
        <Button size="md" onClick={() => mutate({ body: { token } })} disabled={token === ''}>
          {t('enter.go')}
        </Button>
      )}
    </AuthFrame>
  );
}

/** The address has an account: its owner agrees, signed in, once. */
function Agree({ asked, here }: { asked: { agree: string; email: string }; here: string | undefined }) {
  const { t } = useTranslation();
  const branding = useBranding();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const agree = useMutation({
    ...agreeToEntryMutation(),
    onSuccess: async () => {
      keepAgree(undefined);
      queryClient.clear();
      void navigate({ href: homeOf(await queryClient.ensureQueryData(sessionQuery())), replace: true });
    },
  });
  const program = branding?.name ?? '';
  return (
    <AuthFrame
      branding={branding}
      title={t('enter.agreeTitle', { program })}
      text={t('enter.agreeText', { program, email: asked.email })}
      foot={<Link to="/">{t('enter.notNow')}</Link>}
    >
      <FormProblem problem={agree.error} />
      {here === asked.email ? (
        <Button
          size="md"
          loading={agree.isPending}
          onClick={() => agree.mutate({ body: { token: asked.agree } })}
        >
          {t('enter.agree')}
        </Button>
      ) : (
        <Button
          size="md"
          component={Link}
          to="/sign-in"
          search={{ next: '/enter', ...(branding ? { program: branding.slug } : {}) } as never}
        >
          {t('auth.enter')}
        </Button>
      )}
    </AuthFrame>
  );
}

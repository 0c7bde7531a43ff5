import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { finishLogin } from '../../api';
import { synthesized } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Bar } from '../../kit/Skeletons';
import { AuthFrame } from '../../shell/AuthFrame';
import { takeNext } from './provider';
import { useEnter } from './useEnter';

/** Where another site sends the browser back to: finishes the sign-in, once. */
export function LoginBack() {
  const { t } = useTranslation();
  const enter = useEnter();
  const [query] = useState(() => new URLSearchParams(window.location.search));
  const begun = useRef(false);
  const finish = useMutation({
    mutationFn: async () => {
      const code = query.get('code');
      const state = query.get('state');
      if (!code || !state) throw synthesized(0, 'login.stopped', t('auth.stopped'));
      return (await finishLogin({ body: { code, state }, throwOnError: true })).data;
    },
    onSuccess: (session) => enter(session, takeNext()),
  });
  const { mutate } = finish;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    // The code leaves the address bar, so that it is in no history.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    mutate();
  }, [mutate]);
  return (
    <AuthFrame
      branding={undefined}
      title={t('auth.coming')}
      foot={<Link to="/sign-in">{t('auth.otherWay')}</Link>}
    >
      {finish.error ? <FormProblem problem={finish.error} /> : <Bar />}
    </AuthFrame>
  );
}

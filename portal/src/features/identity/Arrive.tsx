import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { arriveMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Bar } from '../../kit/Skeletons';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding } from './branding';
import { takeNext } from './provider';
import { useEnter } from './useEnter';

/** Back on a program's own host, with a code behind the #: signs in, once. */
export function Arrive() {
  const { t } = useTranslation();
  const branding = useBranding();
  const enter = useEnter();
  const [code] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('code') ?? '');
  const begun = useRef(false);
  const { mutate, error } = useMutation({
    ...arriveMutation(),
    onSuccess: (session) => enter(session, takeNext()),
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    // The code leaves the address bar, so that it is in no history.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    mutate({ body: { code } });
  }, [mutate, code]);
  return (
    <AuthFrame
      branding={branding}
      title={t('auth.coming')}
      foot={<Link to="/sign-in">{t('auth.again')}</Link>}
    >
      {error ? <FormProblem problem={error} /> : <Bar />}
    </AuthFrame>
  );
}

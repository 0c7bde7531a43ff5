import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { crossMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Bar } from '../../kit/Skeletons';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding } from './branding';

export type CrossSearch = { host: string; state: string; program?: string };

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What a program's own host sends along. */
export function readCross(search: Record<string, unknown>): CrossSearch {
  const program = text(search.program);
  return { host: text(search.host), state: text(search.state), ...(program ? { program } : {}) };
}

/** At the main address, signed in: goes back to the program's own host, which then lets one in too. */
export function Cross() {
  const { t } = useTranslation();
  const branding = useBranding();
  const { host = '', state = '' } = useSearch({ strict: false });
  const begun = useRef(false);
  const { mutate, error } = useMutation({
    ...crossMutation(),
    onSuccess: ({ url }) => window.location.replace(url),
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate({ body: { host, state } });
  }, [mutate, host, state]);
  return (
    <AuthFrame branding={branding} title={t('auth.coming')} foot={<Link to="/">{t('missing.home')}</Link>}>
      {error ? <FormProblem problem={error} /> : <Bar />}
    </AuthFrame>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Branding } from '../../api';
import { beginCrossingMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { leave } from './provider';

/** Sign-in on a program's own host: leads to the main address and back. Who was sent here from a page goes at once. */
export function OwnHost({ branding }: { branding: Branding }) {
  const { t } = useTranslation();
  const { next } = useSearch({ strict: false });
  const begun = useRef(false);
  const begin = useMutation({ ...beginCrossingMutation(), onSuccess: ({ url }) => leave(url, next) });
  const { mutate } = begin;
  useEffect(() => {
    if (!next || begun.current) return;
    begun.current = true;
    mutate({});
  }, [next, mutate]);
  return (
    <AuthFrame
      branding={branding}
      title={branding.welcome_title || t('auth.signInTo', { program: branding.name })}
      text={branding.welcome_text || t('auth.account')}
      foot={
        branding.applications_open && (
          <>
            {t('auth.notPartner', { partner: branding.partner_term ?? t('auth.partner') })}{' '}
            <Link to="/apply/$slug" params={{ slug: branding.slug }}>
              {t('auth.apply')}
            </Link>
          </>
        )
      }
    >
      <FormProblem problem={begin.error} />
      <Button size="md" loading={begin.isPending || begin.isSuccess} onClick={() => mutate({})}>
        {t('auth.enter')}
      </Button>
    </AuthFrame>
  );
}

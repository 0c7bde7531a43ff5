import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { beginLoginMutation, listSignInWaysOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { leave } from './provider';

/** Signs in by another site, where the installation has one. */
export function ProviderButton() {
  const { t } = useTranslation();
  const { next } = useSearch({ strict: false });
  const ways = useQuery({
    ...listSignInWaysOptions(),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { public: true },
  });
  const begin = useMutation({ ...beginLoginMutation(), onSuccess: ({ url }) => leave(url, next) });
  const provider = ways.data?.provider;
  if (!provider) return null;
  return (
    <>
      <FormProblem problem={begin.error} />
      <Button
        variant="default"
        leftSection={<LogIn size={16} aria-hidden="true" />}
        loading={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate({})}
      >
        {t('auth.continueWith', { provider })}
      </Button>
    </>
  );
}

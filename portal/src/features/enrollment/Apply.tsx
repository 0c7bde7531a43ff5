import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import {
  applyMutation,
  getApplyFormOptions,
  getPublicProgramOptions,
} from '../../api/@tanstack/react-query.gen';
import { applyBrand } from '../../app/brand';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { AuthFrame } from '../../shell/AuthFrame';
import { ApplyQuestions, CountrySelect } from './ApplyQuestions';
import { Terms } from './Terms';

const route = getRouteApi('/apply/$slug');
const nothing = { name: '', email: '', website: '', country: '' };

/** Applies to a program, with its terms in sight. */
export function Apply() {
  const { t } = useTranslation();
  const { slug } = route.useParams();
  const { by, group } = route.useSearch();
  const program = useQuery({ ...getPublicProgramOptions({ path: { slug } }), meta: { public: true } });
  const asked = useQuery({
    ...getApplyFormOptions({ path: { slug }, query: group ? { group } : {} }),
    meta: { public: true },
  });
  const [form, setForm] = useState(nothing);
  const [given, setGiven] = useState<Record<string, string>>({});
  const apply = useMutation(applyMutation());
  const color = program.data?.branding.color;
  useEffect(() => {
    if (color) applyBrand(color);
  }, [color]);
  const wrong = apply.error ? fieldErrors(apply.error) : {};
  const set = (name: keyof typeof nothing) => ({
    value: form[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = (all: Record<string, string>) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value.trim() !== ''));
    const answers = filled(given);
    apply.mutate({
      path: { slug },
      body: {
        name: '',
        email: '',
        ...filled(form),
        ...(Object.keys(answers).length > 0 ? { answers } : {}),
        ...(by ? { by } : {}),
        ...(group ? { group } : {}),
      },
    });
  };

  return (
    <Loaded
      query={program}
      skeleton={
        <AuthFrame branding={undefined} title={t('apply.loading')}>
          <Waiting>
            <CardSkeleton height={320} />
          </Waiting>
        </AuthFrame>
      }
    >
      {(found) =>
        apply.isSuccess ? (
          <AuthFrame
            branding={found.branding}
            title={t('apply.thanks')}
            text={t('apply.thanksText', { program: found.branding.name, email: form.email })}
          />
        ) : (
          <AuthFrame
            branding={found.branding}
            title={found.branding.apply_title || t('apply.title', { program: found.branding.name })}
            text={found.branding.apply_text || t('apply.text')}
            foot={
              <>
                {t('apply.already')}{' '}
                <Link to="/sign-in" search={{ program: slug }}>
                  {t('auth.enter')}
                </Link>
              </>
            }
          >
            <Terms program={found} />
            <form onSubmit={submit}>
              <TextInput
                label={t('apply.name')}
                autoComplete="name"
                required
                withAsterisk={false}
                {...set('name')}
              />
              <TextInput
                label={t('auth.email')}
                type="email"
                autoComplete="email"
                required
                withAsterisk={false}
                {...set('email')}
              />
              <TextInput
                label={t('apply.website')}
                type="url"
                placeholder="https://"
                autoComplete="url"
                {...set('website')}
              />
              {asked.data?.asks_country && (
                <CountrySelect
                  label={t('apply.country')}
                  value={form.country}
                  error={wrong.country}
                  required
                  onChange={(country) => setForm({ ...form, country })}
                />
              )}
              {asked.data && (
                <ApplyQuestions
                  form={asked.data}
                  given={given}
                  wrong={wrong}
                  onChange={(id, value) => setGiven({ ...given, [id]: value })}
                />
              )}
              <FormProblem problem={apply.error} />
              <Button type="submit" size="md" loading={apply.isPending}>
                {t('apply.send')}
              </Button>
            </form>
          </AuthFrame>
        )
      }
    </Loaded>
  );
}

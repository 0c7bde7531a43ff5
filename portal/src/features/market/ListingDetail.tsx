import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PartnerListing, PartnerListingQuestion } from '../../api';
import { getListingOptions, joinProgramMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { rewardText } from '../../kit/reward';
import { DetailSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './Market.module.css';
import type { Category, Kind } from './names';

/** Draws the questions of a program's form. */
export type Questions = (form: {
  questions: PartnerListingQuestion[];
  given: Record<string, string>;
  wrong: Record<string, string>;
  onChange: (id: string, value: string) => void;
}) => ReactNode;

/** One program: what it says of itself, what it pays, and applying to it. */
export function ListingDetail({ id, questions }: { id: string; questions: Questions }) {
  const { t } = useTranslation();
  const { path, admin } = usePartnerPlace();
  const found = useQuery(getListingOptions({ path: { partner: path.partner, listing: id } }));
  return (
    <Loaded query={found} skeleton={<DetailSkeleton />}>
      {(one) => (
        <>
          <h2>{one.name}</h2>
          {one.place && (
            <Pill tone={one.place === 'active' ? 'good' : 'plain'}>{t(`market.place.${one.place}`)}</Pill>
          )}
          <p>{one.summary}</p>
          {one.text && <p className={styles.text}>{one.text}</p>}
          <Facts
            facts={[
              { label: t('market.categoryLabel'), value: t(`market.category.${one.category as Category}`) },
              {
                label: t('market.kindLabel'),
                value:
                  one.kinds.map((kind) => t(`market.kind.${kind as Kind}`)).join(', ') ||
                  t('market.anyPartner'),
              },
              { label: t('market.tags'), value: one.tags.join(', '), show: one.tags.length > 0 },
              {
                label: t('market.website'),
                value: (
                  <a href={one.website} target="_blank" rel="noreferrer" className="link">
                    {one.website.replace(/^https:\/\//, '')}
                  </a>
                ),
              },
            ]}
          />
          <h3>{t('market.offers')}</h3>
          {one.offers.length === 0 ? (
            <p className={styles.text}>{t('market.noOffers')}</p>
          ) : (
            <ul className={styles.list}>
              {one.offers.map((offer) => (
                <li key={offer.id}>
                  <strong>{rewardText(offer.reward)}</strong> {offer.name}
                </li>
              ))}
            </ul>
          )}
          {one.place === 'active' ? (
            <Button
              component={Link}
              to={`/p/${path.partner}/${one.id}` as '/account'}
              className={styles.acts ?? ''}
            >
              {t('market.goTo')}
            </Button>
          ) : (
            (!one.place || one.place === 'rejected' || one.place === 'left') &&
            (admin ? (
              <Join one={one} questions={questions} />
            ) : (
              <p className={styles.text}>{t('market.adminOnly')}</p>
            ))
          )}
        </>
      )}
    </Loaded>
  );
}

function Join({ one, questions }: { one: PartnerListing; questions: Questions }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [given, setGiven] = useState<Record<string, string>>({});
  const join = useMutation({
    ...joinProgramMutation(),
    onSuccess: ({ status }) => {
      said(t(status === 'active' ? 'market.joinedActive' : 'market.joinedReview'));
      void queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate({ path: { partner: path.partner, listing: one.id }, body: { answers: given } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h3>{t('market.join')}</h3>
      <p className={styles.text}>{t('market.joinText')}</p>
      {questions({
        questions: one.questions,
        given,
        wrong: join.error ? fieldErrors(join.error) : {},
        onChange: (question, value) => setGiven({ ...given, [question]: value }),
      })}
      <FormProblem problem={join.error} />
      <Button type="submit" loading={join.isPending}>
        {t('market.join')}
      </Button>
    </form>
  );
}

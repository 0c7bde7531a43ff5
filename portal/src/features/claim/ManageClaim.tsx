import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ManagerClaimDetail } from '../../api';
import {
  creditClaimMutation,
  manageClaimOptions,
  refuseClaimMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { date, dateTime, money, parseMoney } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { said } from '../../kit/toast';
import styles from './Claim.module.css';
import { tones } from './status';

/** One claim: what the partner says, what is known, and the answer. */
export default function ManageClaim({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = useQuery(manageClaimOptions({ path: { ...path, claim: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<Pill tone={tones[found.status]}>{t(`claims.status.${found.status}`)}</Pill>}
            amount={money(found.amount)}
            under={
              <Link
                to="/m/$program/partners"
                params={path}
                search={{ id: found.partner.id }}
                className="link"
              >
                {found.partner.name}
              </Link>
            }
          />
          {found.proposal && (
            <p>
              <strong>{t('claims.proposal')}</strong> {t(`claims.speaks.${found.proposal}`)}
            </p>
          )}
          {found.status === 'open' && <Answer found={found} />}
          <Lines
            title={t('claims.evidence')}
            lines={found.clues.map((clue, i) => ({
              id: `${clue.clue}-${i}`,
              text: clue.conversion_id ? (
                <Link
                  to="/m/$program/conversions"
                  params={path}
                  search={{ id: clue.conversion_id }}
                  className="link"
                >
                  {t(`claims.clue.${clue.clue}`)}
                </Link>
              ) : (
                t(`claims.clue.${clue.clue}`)
              ),
              meta: [clue.partner?.name, clue.why?.replaceAll('_', ' '), clue.at && dateTime(clue.at, zone)]
                .filter(Boolean)
                .join(' · '),
              amount: clue.amount ? money(clue.amount) : '',
            }))}
          />
          <Facts
            facts={[
              { label: t('claims.number'), value: found.number },
              { label: t('claims.order'), value: found.order_id },
              { label: t('claims.day'), value: date(found.ordered_at, zone) },
              { label: t('commissions.customer'), value: found.customer, show: found.customer !== undefined },
              { label: t('claims.coupon'), value: found.coupon_code, show: found.coupon_code !== undefined },
              { label: t('claims.says'), value: found.text },
              {
                label: t('claims.filedAt'),
                value: `${dateTime(found.filed_at, zone)} · ${found.filed_by.name}`,
              },
              { label: t('claims.answerBy'), value: date(found.due_at, zone), show: found.status === 'open' },
              {
                label: t('claims.answeredAt'),
                value:
                  found.answered_at &&
                  `${dateTime(found.answered_at, zone)} · ${found.answered_by?.name ?? ''}`,
                show: found.answered_at !== undefined,
              },
              { label: t('commissions.reason'), value: found.reason, show: found.reason !== undefined },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}

function Answer({ found }: { found: ManagerClaimDetail }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'credit' | 'refuse'>();
  const [text, setText] = useState((found.amount.amount / 100).toFixed(2));
  const place = { ...path, claim: found.id };
  const amount = parseMoney(text, found.amount.currency);
  const onSuccess = () => {
    said(t(open === 'credit' ? 'claims.credited' : 'claims.refused'));
    setOpen(undefined);
    void queryClient.invalidateQueries();
  };
  const credit = useMutation({ ...creditClaimMutation(), onSuccess });
  const refuse = useMutation({ ...refuseClaimMutation(), onSuccess });
  return (
    <May to="manage">
      <div className={styles.acts}>
        <Button onClick={() => setOpen('credit')}>{t('claims.credit')}</Button>
        <Button variant="default" onClick={() => setOpen('refuse')}>
          {t('claims.refuse')}
        </Button>
      </div>
      <ReasonDialog
        opened={open === 'credit'}
        title={t('claims.credit')}
        text={t('claims.creditText')}
        confirm={t('claims.credit')}
        reason={t('commissions.reasonShown')}
        busy={credit.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={(reason) => {
          if (amount) credit.mutate({ path: place, body: { amount, reason } });
        }}
      >
        <TextInput
          label={t('claims.paid', { currency: found.amount.currency })}
          inputMode="decimal"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          error={text && !amount ? t('claims.wrongAmount') : undefined}
        />
        <FormProblem problem={credit.error} />
      </ReasonDialog>
      <ReasonDialog
        opened={open === 'refuse'}
        title={t('claims.refuse')}
        text={t('claims.refuseText')}
        confirm={t('claims.refuse')}
        reason={t('commissions.reasonShown')}
        busy={refuse.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={(reason) => refuse.mutate({ path: place, body: { reason } })}
      >
        <FormProblem problem={refuse.error} />
      </ReasonDialog>
    </May>
  );
}

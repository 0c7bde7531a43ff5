import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getLegalOptions, putLegalMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './invoice.module.css';
import { LegalForm } from './LegalForm';

/** How invoices name the partner's organisation. */
export function PartnerLegal() {
  const { t } = useTranslation();
  const { partner } = usePartnerPlace().path;
  const queryClient = useQueryClient();
  const query = useQuery({ ...getLegalOptions({ path: { partner } }), refetchOnWindowFocus: false });
  const save = useMutation({
    ...putLegalMutation(),
    onSuccess: () => {
      said(t('legal.saved'));
      void queryClient.invalidateQueries();
    },
  });
  return (
    <Card title={t('legal.own')}>
      <p className={styles.note}>{t('legal.ownText')}</p>
      <Loaded query={query} skeleton={<CardSkeleton height={220} />}>
        {(party) => (
          <LegalForm
            party={party}
            busy={save.isPending}
            error={save.error}
            onSave={(body) => save.mutate({ path: { partner }, body })}
          />
        )}
      </Loaded>
    </Card>
  );
}

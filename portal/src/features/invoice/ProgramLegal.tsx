import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getProgramLegalOptions, putProgramLegalMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { CardSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import styles from './invoice.module.css';
import { LegalForm } from './LegalForm';

/** How invoices name the company that pays. */
export default function ProgramLegal() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const query = useQuery({ ...getProgramLegalOptions({ path }), refetchOnWindowFocus: false });
  const save = useMutation({
    ...putProgramLegalMutation(),
    onSuccess: () => {
      said(t('legal.saved'));
      void queryClient.invalidateQueries();
    },
  });
  return (
    <Card title={t('legal.company')}>
      <p className={styles.note}>{t('legal.companyText')}</p>
      <Loaded query={query} skeleton={<CardSkeleton height={220} />}>
        {(party) => (
          <LegalForm
            party={party}
            busy={save.isPending}
            error={save.error}
            onSave={(body) => save.mutate({ path, body })}
          />
        )}
      </Loaded>
    </Card>
  );
}

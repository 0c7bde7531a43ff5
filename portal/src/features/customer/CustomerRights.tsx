import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { discloseCustomer } from '../../api';
import { eraseCustomerMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { May } from '../../kit/May';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { saveAs } from '../../kit/saveAs';

/** For a customer who asks what is held of them, or to be forgotten. */
export default function CustomerRights({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const where = { path: { ...path, customer: id } };
  const held = useMutation({
    mutationFn: () => discloseCustomer({ ...where, throwOnError: true }),
    onSuccess: ({ data }) => saveAs(`${id}.txt`, 'text/plain', `${data.lines.join('\n')}\n`),
  });
  const erase = useMutation({
    ...eraseCustomerMutation(),
    onSuccess: () => {
      setAsking(false);
      void queries.invalidateQueries();
    },
  });
  return (
    <May to="manage">
      <Button.Group>
        <Button variant="default" loading={held.isPending} onClick={() => held.mutate()}>
          {t('customers.held')}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('customers.forget')}
        </Button>
      </Button.Group>
      <FormProblem problem={held.error ?? erase.error} />
      <ReasonDialog
        opened={asking}
        title={t('customers.forgetTitle')}
        text={t('customers.forgetText')}
        confirm={t('customers.forget')}
        danger
        busy={erase.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => erase.mutate(where)}
      />
    </May>
  );
}

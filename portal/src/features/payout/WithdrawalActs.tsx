import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { approveWithdrawal, exportWithdrawal, type ManagerPayout } from '../../api';
import { declineWithdrawalMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { saveAs } from '../../kit/saveAs';
import { failed, said } from '../../kit/toast';
import { PasswordDialog } from './PasswordDialog';
import { railText } from './status';

type Props = { payout: ManagerPayout; opened: boolean; onClose: () => void };

/** Releases a withdrawal. */
export function ApproveWithdrawal({ payout, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return (
    <PasswordDialog
      opened={opened}
      title={t('withdrawals.approveTitle', { name: payout.partner.name })}
      text={t('withdrawals.approveText', { amount: money(payout.net), rail: railText(payout.rail, t) })}
      confirm={t('withdrawals.approve')}
      done={t('withdrawals.approved')}
      onClose={onClose}
      onConfirm={() => approveWithdrawal({ path: { ...path, payout: payout.id }, throwOnError: true })}
    />
  );
}

/** Gives the money of a withdrawal back. */
export function DeclineWithdrawal({ payout, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const decline = useMutation({
    ...declineWithdrawalMutation(),
    onSuccess: () => {
      said(t('withdrawals.declined'));
      void queryClient.invalidateQueries();
      onClose();
    },
    onError: failed,
  });
  return (
    <ReasonDialog
      opened={opened}
      title={t('withdrawals.declineTitle', { name: payout.partner.name })}
      text={t('withdrawals.declineText')}
      reason={t('applications.reason')}
      confirm={t('withdrawals.decline')}
      danger
      busy={decline.isPending}
      onClose={onClose}
      onConfirm={(reason) => decline.mutate({ path: { ...path, payout: payout.id }, body: { reason } })}
    />
  );
}

/** Takes the bank's file of one withdrawal, and marks it exported. */
export function ExportWithdrawal({ payout }: { payout: ManagerPayout }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: async () =>
      await exportWithdrawal({ path: { ...path, payout: payout.id }, parseAs: 'blob', throwOnError: true }),
    onSuccess: ({ data, response }) => {
      saveAs(nameOf(response, `${payout.id}.csv`), typeOf(response), data);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <Button size="compact-xs" variant="default" loading={take.isPending} onClick={() => take.mutate()}>
      {t('withdrawals.export')}
    </Button>
  );
}

/** What the server calls a file that it sends. */
export const nameOf = (response: Response, otherwise: string) =>
  /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? otherwise;

/** The kind of a file that the server sends. */
export const typeOf = (response: Response) =>
  response.headers.get('content-type')?.split(';')[0] ?? 'text/csv';

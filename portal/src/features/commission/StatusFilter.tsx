import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from '../../i18n';
import { Filter } from '../../kit/Filters';
import { type CommissionStatus, statuses } from './status';

/** Which states a list shows; the rest of the address stays. */
export function StatusFilter({ status }: { status: CommissionStatus | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Filter
      label={t('commissions.filter')}
      value={status ?? 'all'}
      options={[
        { value: 'all' as const, label: t('commissions.all') },
        ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
      ]}
      onChange={(next) =>
        void navigate({
          to: '.',
          search: (before) => ({ ...before, status: next === 'all' ? undefined : next }),
        })
      }
    />
  );
}

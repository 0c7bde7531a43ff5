import { useTranslation } from '../../i18n';
import { Filter } from '../../kit/Filters';
import { type LeadStatus, statuses } from './status';

/** The leads of one state, or all of them. */
export function StatusFilter({
  value,
  sent = false,
  onChange,
}: {
  value: LeadStatus | undefined;
  sent?: boolean;
  onChange: (next: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Filter
      label={t('commissions.filter')}
      value={value ?? 'all'}
      options={[
        { value: 'all', label: t('commissions.all') },
        ...statuses.map((one) => ({
          value: one,
          label: t(`leads.${sent ? 'sentStatus' : 'status'}.${one}`),
        })),
      ]}
      onChange={onChange}
    />
  );
}

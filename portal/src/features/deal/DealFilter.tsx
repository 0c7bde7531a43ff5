import { useTranslation } from '../../i18n';
import { Filter } from '../../kit/Filters';
import { statuses } from './status';
import type { useListSearch } from './useListSearch';

/** The board, all deals as a list, or those of one state. */
export function DealFilter({ search }: { search: ReturnType<typeof useListSearch> }) {
  const { t } = useTranslation();
  return (
    <Filter
      label={t('commissions.filter')}
      value={search.board ? 'board' : (search.status ?? 'all')}
      options={[
        { value: 'board', label: t('deals.board') },
        { value: 'all', label: t('commissions.all') },
        ...statuses.map((value) => ({ value, label: t(`deals.status.${value}`) })),
      ]}
      onChange={search.choose}
    />
  );
}

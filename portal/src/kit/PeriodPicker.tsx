import { Button } from '@mantine/core';
import { CalendarDays } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from '../i18n';
import { day } from './format';
import { OnDemand } from './OnDemand';
import { type PeriodSearch, resolvePeriod } from './period';

const PeriodMenu = lazy(() => import('./PeriodMenu'));

/** Chooses a preset or two days of one's own; the address keeps the choice. */
export function PeriodPicker({
  value,
  zone,
  lifetime = false,
  onChange,
}: {
  value: PeriodSearch;
  zone: string;
  /** Offers everything since the first day, too. */
  lifetime?: boolean;
  onChange: (value: PeriodSearch) => void;
}) {
  const { t } = useTranslation();
  const resolved = resolvePeriod(value, zone);
  const chosen = value.from ? undefined : (value.period ?? '30d');
  return (
    <OnDemand
      opens="dialog"
      button={
        <Button variant="default" leftSection={<CalendarDays size={15} aria-hidden="true" />}>
          {chosen ? t(`period.${chosen}`) : `${day(resolved.from)} – ${day(resolved.to)}`}
        </Button>
      }
      menu={(button) => (
        <PeriodMenu
          button={button}
          chosen={chosen}
          resolved={resolved}
          lifetime={lifetime}
          onChange={onChange}
        />
      )}
    />
  );
}

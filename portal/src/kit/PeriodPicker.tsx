import { Button, Popover } from '@mantine/core';
import { CalendarDays, Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n';
import { day } from './format';
import styles from './PeriodPicker.module.css';
import { type PeriodSearch, presets, resolvePeriod, withLifetime } from './period';

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
  const [open, setOpen] = useState(false);
  const resolved = resolvePeriod(value, zone);
  const [own, setOwn] = useState(resolved);
  const chosen = value.from ? undefined : (value.period ?? '30d');
  const choose = (next: PeriodSearch) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<CalendarDays size={15} aria-hidden="true" />}
          onClick={() => {
            setOwn(resolved);
            setOpen(!open);
          }}
        >
          {chosen ? t(`period.${chosen}`) : `${day(resolved.from)} – ${day(resolved.to)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.box} aria-label={t('period.choose')}>
        <div className={styles.presets}>
          {(lifetime ? withLifetime : presets).map((preset) => (
            <button
              key={preset}
              type="button"
              className={styles.preset}
              aria-pressed={preset === chosen}
              onClick={() => choose({ period: preset })}
            >
              {t(`period.${preset}`)}
              {preset === chosen && <Check size={15} aria-hidden="true" />}
            </button>
          ))}
        </div>
        <form
          className={styles.own}
          onSubmit={(event) => {
            event.preventDefault();
            choose(own);
          }}
        >
          <label>
            {t('period.from')}
            <input
              type="date"
              required
              value={own.from}
              max={own.to}
              onChange={(e) => setOwn({ ...own, from: e.target.value })}
            />
          </label>
          <label>
            {t('period.to')}
            <input
              type="date"
              required
              value={own.to}
              min={own.from}
              onChange={(e) => setOwn({ ...own, to: e.target.value })}
            />
          </label>
          <Button type="submit" variant="default" size="xs">
            {t('period.apply')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

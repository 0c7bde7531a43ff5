import { Button, Popover } from '@mantine/core';
import { Check } from 'lucide-react';
import { cloneElement, useState } from 'react';
import { useTranslation } from '../i18n';
import { type Button as Opener, useOpened } from './OnDemand';
import styles from './PeriodPicker.module.css';
import { type PeriodSearch, presets, type resolvePeriod, withLifetime } from './period';

/** What a period can be; loaded when it is asked for. */
export default function PeriodMenu({
  button,
  chosen,
  resolved,
  lifetime,
  onChange,
}: {
  button: Opener;
  chosen: PeriodSearch['period'];
  resolved: ReturnType<typeof resolvePeriod>;
  lifetime: boolean;
  onChange: (value: PeriodSearch) => void;
}) {
  const { t } = useTranslation();
  const { opened, onChange: setOpen } = useOpened();
  const [own, setOwn] = useState(resolved);
  const choose = (next: PeriodSearch) => {
    setOpen(false);
    onChange(next);
  };
  const press = () => {
    setOwn(resolved);
    setOpen(!opened);
  };
  return (
    <Popover opened={opened} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>{cloneElement(button, { onClick: press })}</Popover.Target>
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

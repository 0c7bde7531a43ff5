import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fundCommissions, shortenHoldback } from '../../api';
import { getSettingsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { May } from '../../kit/May';
import { AdjustForm } from './AdjustForm';
import { RoundsDialog } from './RoundsDialog';

/** What a manager does beside deciding on commissions: correct by hand, apply a shorter holdback, and in a network say that the money has come. */
export default function MoneyTools() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const settings = useQuery(getSettingsOptions({ path })).data;
  const [open, setOpen] = useState<'adjust' | 'fund' | 'shorten'>();
  const close = () => setOpen(undefined);
  if (!settings) return null;
  return (
    <>
      <May to="manage">
        <Button variant="default" onClick={() => setOpen('adjust')}>
          {t('adjustments.make')}
        </Button>
      </May>
      <AdjustForm opened={open === 'adjust'} onClose={close} />
      <May to="manage">
        <Button variant="default" onClick={() => setOpen('shorten')}>
          {t('adjustments.shorten')}
        </Button>
      </May>
      {settings.funding === 'network' && (
        <May to="money">
          <Button variant="default" onClick={() => setOpen('fund')}>
            {t('adjustments.fund')}
          </Button>
        </May>
      )}
      <RoundsDialog
        opened={open === 'shorten'}
        title={t('adjustments.shorten')}
        text={t('adjustments.shortenText', { days: settings.holdback_days })}
        label={t('adjustments.days')}
        kind="number"
        initial={String(settings.holdback_days)}
        onClose={close}
        round={async (value, cursor) => {
          const { data } = await shortenHoldback({
            path,
            body: { days: Number(value), ...(cursor ? { cursor } : {}) },
            throwOnError: true,
          });
          return { done: data.done, next: data.next };
        }}
      />
      <RoundsDialog
        opened={open === 'fund'}
        title={t('adjustments.fund')}
        text={t('adjustments.fundText')}
        label={t('adjustments.until')}
        kind="date"
        initial={new Date().toISOString().slice(0, 10)}
        onClose={close}
        round={async (value) => {
          const { data } = await fundCommissions({ path, body: { until: value }, throwOnError: true });
          return { done: data.done, next: data.more ? 'more' : undefined };
        }}
      />
    </>
  );
}

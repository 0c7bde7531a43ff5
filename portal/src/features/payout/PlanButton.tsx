import { Button } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { PlanRun } from './PlanRun';

/** Opens the preview of a run; nothing is reserved before it is confirmed. */
export function PlanButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<CalendarClock size={16} aria-hidden="true" />} onClick={() => setOpened(true)}>
        {t('batches.plan')}
      </Button>
      <PlanRun opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

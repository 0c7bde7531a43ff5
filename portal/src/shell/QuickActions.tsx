import { ActionIcon } from '@mantine/core';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from '../i18n';
import { OnDemand } from '../kit/OnDemand';
import type { NavItem } from './nav';

const QuickItems = lazy(() => import('./QuickItems'));

/** The button of what can be made from any page. */
export function QuickActions({ items }: { items: readonly NavItem[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <OnDemand
      button={
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('shell.quick')}>
          <Plus size={18} aria-hidden="true" />
        </ActionIcon>
      }
      menu={(button) => <QuickItems button={button} items={items} />}
    />
  );
}

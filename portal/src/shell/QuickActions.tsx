import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from '../i18n';
import type { NavItem } from './nav';
import styles from './Switcher.module.css';

/** What can be made from any page. */
export function QuickActions({ items }: { items: readonly NavItem[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('shell.quick')}>
          <Plus size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {items.map((item) => (
          <Menu.Item
            key={item.id}
            component={Link}
            {...(item.link as { to: '/' })}
            leftSection={<item.icon size={15} aria-hidden="true" />}
          >
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

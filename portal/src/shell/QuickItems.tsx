import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useOpened } from '../kit/OnDemand';
import type { NavItem } from './nav';
import styles from './Switcher.module.css';

/** What can be made from any page. */
export default function QuickItems({ button, items }: { button: ReactElement; items: readonly NavItem[] }) {
  return (
    <Menu position="bottom-end" width={200} {...useOpened()}>
      <Menu.Target>{button}</Menu.Target>
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

import { Menu, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, Languages, LogOut, MonitorSmartphone, Moon, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from '../i18n';
import { chooseLanguage, current, type Language, languages } from '../i18n/language';
import { useOpened } from '../kit/OnDemand';
import { keepLanguage } from './keepLanguage';
import type { Frame } from './nav';
import styles from './UserMenu.module.css';

const schemes = [
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
  { id: 'auto', icon: MonitorSmartphone },
] as const;

/** Who is signed in: their pages, help, language, colours, and signing out. */
export default function UserItems({
  button,
  items,
  user,
  onSignOut,
}: {
  button: ReactElement;
  items: Frame['account'];
  user: Frame['user'];
  onSignOut: () => void;
}) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240} {...useOpened()}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label className={styles.who} aria-hidden="true">
          <span className={styles.name}>{user.name || user.email}</span>
          <span className={styles.detail}>{user.detail || user.email}</span>
        </Menu.Label>
        <Menu.Divider />
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
        <Menu.Divider />
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.id}
            leftSection={<scheme.icon size={15} aria-hidden="true" />}
            rightSection={
              colorScheme === scheme.id ? (
                <Check size={15} role="img" aria-label={t('shell.chosen')} />
              ) : undefined
            }
            onClick={() => setColorScheme(scheme.id)}
          >
            {t(`palette.${scheme.id}`)}
          </Menu.Item>
        ))}
        <Speech />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={15} aria-hidden="true" />} onClick={onSignOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The language, kept with the account. */
function Speech() {
  const { t } = useTranslation();
  const choose = async (language: Language) => {
    await keepLanguage(language);
    chooseLanguage(language);
  };
  return (
    <Menu.Sub position="left-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<Languages size={15} aria-hidden="true" />}>
          {t('shell.language')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={styles.menu}>
        {Object.entries(languages).map(([name, label]) => (
          <Menu.Item
            key={name}
            lang={name}
            rightSection={
              current() === name ? <Check size={15} role="img" aria-label={t('shell.chosen')} /> : undefined
            }
            onClick={() => void choose(name as Language)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

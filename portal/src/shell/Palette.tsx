import '@mantine/core/styles/Kbd.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useRouter } from '@tanstack/react-router';
import { ArrowUpRight, LogOut, MonitorSmartphone, Moon, Search, Sun } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from '../i18n';
import { Mark } from './Mark';
import { everyPage, type Frame, type NavItem } from './nav';
import styles from './Palette.module.css';

const [store, spotlight] = createSpotlight();

type Props = { frame: Frame; onSignOut: () => void; onClose: () => void };

/** The command palette: every place and the few global acts, by typing. */
export default function Palette({ frame, onSignOut, onClose }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => spotlight.open(), []);
  const go = (link: NavItem['link']) => () => void router.navigate(link as { to: '/' });
  const action = (item: NavItem) => ({
    id: item.id,
    label: item.label,
    leftSection: item.brand ? <Mark brand={item.brand} size={18} /> : <item.icon size={17} />,
    onClick: go(item.link),
  });
  const schemes = [
    { id: 'light', icon: Sun, run: () => setColorScheme('light') },
    { id: 'dark', icon: Moon, run: () => setColorScheme('dark') },
    { id: 'auto', icon: MonitorSmartphone, run: () => setColorScheme('auto') },
  ] as const;
  return (
    <Spotlight
      store={store}
      title={t('palette.title')}
      shortcut={null}
      lockScroll={false}
      onSpotlightClose={onClose}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <Search size={17} aria-hidden="true" />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      classNames={{ content: styles.content, search: styles.search, action: styles.action }}
      actions={[
        {
          group: t('palette.pages'),
          actions: [
            ...everyPage(frame).map(action),
            ...frame.outside.map((one) => ({
              id: one.url + one.label,
              label: one.label,
              leftSection: <ArrowUpRight size={17} />,
              onClick: () => void window.open(one.url, '_blank', 'noopener,noreferrer'),
            })),
          ],
        },
        {
          group: t('palette.places'),
          actions: frame.places.map((place) => ({
            id: place.id,
            label: place.name,
            description: place.detail,
            leftSection: <Mark brand={place.brand} size={22} />,
            onClick: go(place.link),
          })),
        },
        {
          group: t('palette.acts'),
          actions: [
            ...frame.quick.map(action),
            ...schemes.map((scheme) => ({
              id: scheme.id,
              label: t(`palette.${scheme.id}`),
              leftSection: <scheme.icon size={17} />,
              onClick: scheme.run,
            })),
            {
              id: 'sign-out',
              label: t('shell.signOut'),
              leftSection: <LogOut size={17} />,
              onClick: onSignOut,
            },
          ],
        },
      ]}
    />
  );
}

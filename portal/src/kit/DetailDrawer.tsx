import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense, useRef } from 'react';
import { useTranslation } from '../i18n';
import styles from './DetailDrawer.module.css';
import { DetailSkeleton } from './Skeletons';

/** The drawer of one row, open while the address has `?id=`; a sheet from below on a phone. */
export function DetailDrawer({
  id,
  title,
  children,
}: {
  id: string | undefined;
  title: string;
  children: (id: string) => ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 820px)', false, { getInitialValueInEffect: false });
  const last = useRef(id);
  if (id) last.current = id; // keeps its content while it slides out
  const close = () =>
    void navigate({
      to: '.',
      search: (({ id: _, ...rest }: Record<string, unknown>) => rest) as never,
      resetScroll: false,
    });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '82%' : 400}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{
        content: styles.content,
        header: styles.header,
        body: styles.body,
        title: styles.title,
        overlay: styles.overlay,
      }}
      transitionProps={{ duration: 160 }}
    >
      <Suspense fallback={<DetailSkeleton />}>{last.current && children(last.current)}</Suspense>
    </Drawer>
  );
}

import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useManagerPlace } from '../app/place';
import { useTranslation } from '../i18n';
import styles from './May.module.css';

/** What not all of a program's staff may do: lead it, move its money, own it. */
export type Right = 'manage' | 'money' | 'own';

const roles: Record<Right, readonly string[]> = {
  manage: ['manager', 'owner'],
  money: ['finance', 'owner'],
  own: ['owner'],
};

/** Whether the reader's role may; the server decides in any case. On a partner's page the route has asked already. */
export function useMay(right: Right): boolean {
  const { role } = useManagerPlace();
  const { partner } = useParams({ strict: false });
  return partner !== undefined || roles[right].includes(role);
}

/** Shows what is of use only to those who may. */
export function May({ to, children }: { to: Right; children: ReactNode }) {
  return useMay(to) ? children : null;
}

/** A form that everybody reads, and only those fill in who may. */
export function Locked({ to, children }: { to: Right; children: ReactNode }) {
  const { t } = useTranslation();
  const may = useMay(to);
  return (
    <fieldset disabled={!may} className={styles.box}>
      {!may && <p className={styles.note}>{t(`locked.${to}`)}</p>}
      {children}
    </fieldset>
  );
}

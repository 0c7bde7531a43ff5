import { Link, useParams } from '@tanstack/react-router';
import { ShieldHalf } from 'lucide-react';
import type { ReactNode } from 'react';
import { findPartner, useSession } from '../app/session';
import { useTranslation } from '../i18n';
import { Empty } from './Empty';

/** A page that users of an organisation may not see says so, and who may. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { partner = '' } = useParams({ strict: false });
  const found = findPartner(useSession(), partner).partner;
  if (found?.role === 'admin') return children;
  return (
    <Empty
      main
      icon={ShieldHalf}
      title={t('closed.title')}
      text={t('closed.text', { name: found?.name ?? '' })}
      action={
        <Link to="/p/$partner" params={{ partner }} className="link">
          {t('closed.home')}
        </Link>
      }
    />
  );
}

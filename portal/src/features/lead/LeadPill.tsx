import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type LeadStatus, tones } from './status';

/** Where a lead stands. What was passed on is waited for, taken or declined by the partner. */
export function LeadPill({ status, sent = false }: { status: LeadStatus; sent?: boolean }) {
  const { t } = useTranslation();
  return <Pill tone={tones[status]}>{t(`leads.${sent ? 'sentStatus' : 'status'}.${status}`)}</Pill>;
}

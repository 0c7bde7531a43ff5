import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';

/** Leads from the list of customers to the form of a lead, where the program takes leads (F62). */
export function SubmitReferral() {
  const { t } = useTranslation();
  const { path, features } = usePartnerPlace();
  if (!features.leads) return null;
  return (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      renderRoot={(props) => <Link {...props} to="/p/$partner/$program/leads" params={path} hash="new" />}
    >
      {t('leads.submit')}
    </Button>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { getInvoiceOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { steps } from '../../kit/steps';
import { Timeline } from '../../kit/Timeline';
import { InvoicePill } from './InvoicePill';
import { useInvoiceParts } from './parts';

/** One invoice: what it pays, how far its payment is, and the document itself. */
export default function InvoiceDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const { facts, lines } = useInvoiceParts();
  const query = useQuery(getInvoiceOptions({ path: { ...path, invoice: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum pill={<InvoicePill state={found.state} />} amount={money(found.total)} under={found.number} />
          <Button
            component="a"
            href={`/api/p/${path.partner}/documents/${path.program}/invoices/${id}/invoice.pdf`}
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
          >
            {t('invoices.download')}
          </Button>
          <Facts facts={facts(found)} />
          <Timeline title={t('invoices.payment')} steps={steps(found.timeline, zone, t)} />
          <Lines title={t('invoices.pays')} lines={lines(found)} />
          <Link
            to="/p/$partner/$program/payouts"
            params={path}
            search={{ id: found.payout_id }}
            className="link"
          >
            {t('invoices.toPayout')}
          </Link>
        </>
      )}
    </Loaded>
  );
}

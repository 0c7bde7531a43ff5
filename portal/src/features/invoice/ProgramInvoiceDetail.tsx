import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { getProgramInvoiceOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { InvoicePill } from './InvoicePill';
import { useInvoiceParts } from './parts';

/** One of the program's invoices, with the document itself. */
export function ProgramInvoiceDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { facts, lines } = useInvoiceParts();
  const query = useQuery(getProgramInvoiceOptions({ path: { ...path, invoice: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<InvoicePill state={found.state} />}
            amount={money(found.total)}
            under={`${found.number} · ${found.partner.name}`}
          />
          <Button
            component="a"
            href={`/api/m/${path.program}/documents/invoices/${id}/invoice.pdf`}
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
          >
            {t('invoices.download')}
          </Button>
          <Facts facts={facts(found)} />
          <Lines title={t('invoices.pays')} lines={lines(found)} />
        </>
      )}
    </Loaded>
  );
}

import { Button, FileInput, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerLeadImport } from '../../api';
import { importLeadsMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { saveAs } from '../../kit/saveAs';
import styles from './Leads.module.css';

/** Names the leads of a CSV file: first it is tried, then taken; what was refused comes back as a file. */
export default function ImportLeads({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [csv, setCsv] = useState('');
  const [kept, setKept] = useState(false);
  const send = useMutation({
    ...importLeadsMutation(),
    onSuccess: (_, { body }) => {
      if (body.dry_run) return;
      setKept(true);
      void queryClient.invalidateQueries();
    },
  });
  const choose = async (file: File | null) => {
    const text = (await file?.text()) ?? '';
    setKept(false);
    setCsv(text);
    send.reset();
    if (text) send.mutate({ path, body: { csv: text, dry_run: true } });
  };
  const found = send.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('leads.import')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('leads.importText')}</p>
        <FileInput
          label={t('leads.file')}
          placeholder={t('leads.chooseFile')}
          accept=".csv,text/csv"
          clearable
          onChange={(file) => void choose(file)}
        />
        {found && <Result found={found} kept={kept} />}
        <FormProblem problem={send.error} />
        <div className={styles.foot}>
          {found && found.refused > 0 && (
            <Button
              variant="default"
              onClick={() => saveAs('leads-refused.csv', 'text/csv', refusedFile(found))}
            >
              {t('leads.errorFile')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t(kept ? 'close' : 'cancel')}
          </Button>
          {!kept && (
            <Button
              loading={send.isPending}
              disabled={!found || found.taken === 0}
              onClick={() => send.mutate({ path, body: { csv } })}
            >
              {t('leads.importTake', { count: found?.taken ?? 0 })}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Result({ found, kept }: { found: PartnerLeadImport; kept: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status">
        {t(kept ? 'leads.importKept' : 'leads.importWould', { count: found.taken })}{' '}
        {found.refused > 0 && t('leads.importRefused', { count: found.refused })}
      </p>
      <ul className={styles.lines}>
        {found.lines
          .filter((line) => line.code)
          .map((line) => (
            <li key={line.line}>
              <strong>{t('leads.line', { line: line.line })}</strong> {lineText(line)}
            </li>
          ))}
      </ul>
    </>
  );

  function lineText(line: PartnerLeadImport['lines'][number]): string {
    if (line.code === 'lead.duplicate') return t('leads.importDuplicate');
    return (line.errors ?? [])
      .map((one) => `${one.location.replace(/^body\./, '')} ${one.message}`)
      .join('; ');
  }
}

const cell = (text: string) => (/[",\n;]|^[=+\-@]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The refused lines as a file that can be corrected and sent again. */
export function refusedFile({ columns, lines }: PartnerLeadImport): string {
  const refused = lines.filter((line) => line.code);
  return `${[columns, ...refused.map((line) => line.cells)].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

import { Button, Checkbox, FileButton, NativeSelect } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { ChosenFile } from './ChosenFile';
import { sources } from './fields';
import styles from './Takeover.module.css';
import type { Chosen, Source } from './useImport';

/** Where from, which files, and how they are to be read. */
export function ImportForm({
  busy,
  onTry,
  onChange,
}: {
  busy: boolean;
  onTry: (source: Source, minor: boolean, files: Chosen[]) => void;
  onChange: () => void;
}) {
  const { t } = useTranslation();
  const [source, setSource] = useState<Source>('rewardful');
  const [minor, setMinor] = useState(false);
  const [files, setFiles] = useState<Chosen[]>([]);
  const change = (next: Chosen[]) => {
    setFiles(next);
    onChange();
  };
  const add = async (chosen: File[]) => {
    const read = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, text: await file.text(), columns: {} })),
    );
    change([...files.filter((old) => !read.some((file) => file.name === old.name)), ...read]);
  };
  return (
    <Card>
      <div className={styles.form}>
        <p>{t('imports.text')}</p>
        <NativeSelect
          label={t('imports.source')}
          value={source}
          data={sources.map((one) => ({ value: one, label: t(`imports.sourceName.${one}`) }))}
          onChange={(event) => {
            setSource(event.currentTarget.value as Source);
            onChange();
          }}
        />
        {files.length > 0 && (
          <ul className={styles.files} aria-label={t('imports.files')}>
            {files.map((file) => (
              <ChosenFile
                key={file.name}
                file={file}
                onChange={(next) => change(files.map((old) => (old.name === file.name ? next : old)))}
                onRemove={() => change(files.filter((old) => old.name !== file.name))}
              />
            ))}
          </ul>
        )}
        <Checkbox
          label={t('imports.minor')}
          description={t('imports.minorHint')}
          checked={minor}
          onChange={(event) => {
            setMinor(event.currentTarget.checked);
            onChange();
          }}
        />
        <div className={styles.acts}>
          <FileButton multiple accept=".csv,text/csv,text/plain" onChange={(chosen) => void add(chosen)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                disabled={busy}
                leftSection={<FileUp size={16} aria-hidden="true" />}
              >
                {t('imports.choose')}
              </Button>
            )}
          </FileButton>
          <Button disabled={files.length === 0} loading={busy} onClick={() => onTry(source, minor, files)}>
            {t('imports.try')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from './Card';
import styles from './Files.module.css';

/** Files to take away, each by its address. */
export function Files({
  title,
  text,
  files,
  children,
}: {
  title: string;
  text: string;
  files: readonly { label: string; href: string }[];
  /** What is taken in another way, behind the others. */
  children?: ReactNode;
}) {
  return (
    <Card title={title}>
      <div className={styles.body}>
        <p className={styles.hint}>{text}</p>
        <div className={styles.files}>
          {files.map((file) => (
            <Button
              key={file.href}
              component="a"
              href={file.href}
              download
              variant="default"
              leftSection={<Download size={15} aria-hidden="true" />}
            >
              {file.label}
            </Button>
          ))}
          {children}
        </div>
      </div>
    </Card>
  );
}

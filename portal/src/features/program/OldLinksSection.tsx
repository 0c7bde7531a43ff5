import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ManagerOldLinkInput } from '../../api';
import { importOldLinksMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Reads lines of token, partner and perhaps a key; what has no partner is left out. */
export function readTokens(text: string): ManagerOldLinkInput[] {
  return text.split('\n').flatMap((line) => {
    const [token = '', partner = '', key = ''] = line.split(/[,;\t]/).map((cell) => cell.trim());
    return token && partner ? [{ token, partner, ...(key ? { key } : {}) }] : [];
  });
}

/** Takes over the links that partners have from another product. */
export function OldLinksSection() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [text, setText] = useState('');
  const take = useMutation(importOldLinksMutation());
  const tokens = readTokens(text);
  const run = (dry: boolean) => take.mutate({ path, body: { tokens, dry_run: dry } });
  return (
    <Section to="manage" title={t('linkSettings.old')} text={t('linkSettings.oldText')}>
      <Link to="/m/$program/settings/import" params={path} className="link">
        {t('nav.import')}
      </Link>
      <Textarea
        label={t('linkSettings.tokens')}
        description={t('linkSettings.tokensHint')}
        placeholder={'maya7, maya@example.com\nmaya-blog, maya@example.com, blog'}
        rows={5}
        value={text}
        onChange={(e) => {
          take.reset();
          setText(e.currentTarget.value);
        }}
        classNames={{ input: 'mono' }}
      />
      <FormProblem problem={take.error} />
      {take.data && (
        <div role="status">
          <p className={styles.hint}>
            {take.data.dry_run
              ? t('linkSettings.checked')
              : t('linkSettings.imported', { count: take.data.added })}
          </p>
          <ul className={styles.results}>
            {take.data.data.map((row) => (
              <li key={row.token}>
                <code>{row.token}</code> {t(`linkSettings.result.${row.result}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.acts}>
        <Button
          variant="default"
          disabled={tokens.length === 0}
          loading={take.isPending}
          onClick={() => run(true)}
        >
          {t('linkSettings.check')}
        </Button>
        <Button disabled={!take.data?.dry_run} loading={take.isPending} onClick={() => run(false)}>
          {t('linkSettings.import')}
        </Button>
        {tokens.length > 0 && (
          <span className={styles.hint}>{t('linkSettings.lines', { count: tokens.length })}</span>
        )}
      </div>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { useCopy } from '../../kit/useCopy';
import styles from './Keys.module.css';

/** What a shop puts into its pages, with the program's own key in place. */
export function Snippet({ pk }: { pk: string | undefined }) {
  const { t } = useTranslation();
  const [copied, copy] = useCopy();
  const host = window.location.origin;
  const key = pk ?? 'trib_pk_…';
  const code = [
    '<script>window.trib=window.trib||function(){(trib.q=trib.q||[]).push(arguments)}</script>',
    `<script async src="${host}/p.js" data-key="${key}"></script>`,
  ].join('\n');
  const pixel = `<img src="${host}/v1/track/pixel.gif?key=${key}&event=sale&order_id=ORDER&amount=AMOUNT&click_id=CLICK" width="1" height="1" alt="">`;
  return (
    <Card
      title={t('keys.snippet')}
      action={
        pk && (
          <Button size="compact-sm" variant="default" onClick={() => copy(code)}>
            {t(copied ? 'copy.done' : 'copy.do')}
          </Button>
        )
      }
    >
      <p className={styles.text}>{t(pk ? 'keys.snippetText' : 'keys.snippetNeeds')}</p>
      <pre className={styles.code}>{code}</pre>
      <p className={styles.text}>{t('keys.pixelText')}</p>
      <pre className={styles.code}>{pixel}</pre>
    </Card>
  );
}

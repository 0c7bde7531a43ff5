import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type PartnerPostbackPreview, previewPostback } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import styles from './Postback.module.css';

/** The address as it would be called with sample values, or what is wrong with it. */
export function Preview({ url }: { url: string }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [asked] = useDebouncedValue(url.trim(), 400);
  const preview = useQuery<PartnerPostbackPreview>({
    queryKey: ['preview-postback', path, asked],
    queryFn: async ({ signal }) =>
      (await previewPostback({ path, body: { url: asked }, signal, throwOnError: true })).data,
    enabled: asked !== '',
    placeholderData: (before) => before,
    meta: { quiet: true },
  });
  if (asked === '' || !preview.data) return null;
  const { problems, url: filled } = preview.data;
  return (
    <div className={styles.result} role="status">
      {problems.length > 0 ? (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={problem}>{t('postback.problem', { problem })}</li>
          ))}
        </ul>
      ) : (
        <>
          <span>{t('postback.becomes')}</span>
          <code>{filled}</code>
        </>
      )}
    </div>
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { HookPreview } from '../../api';
import { useTranslation } from '../../i18n';
import { useDesk } from './desk';
import styles from './Hooks.module.css';

/** The address as it would be called with sample values, or what is wrong with it. */
export function Preview({ url }: { url: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [asked] = useDebouncedValue(url.trim(), 400);
  const preview = useQuery<HookPreview>({
    queryKey: [...desk.key, 'preview', asked],
    queryFn: () => desk.preview(asked),
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
            <li key={problem}>{t('hooks.problem', { problem })}</li>
          ))}
        </ul>
      ) : (
        <>
          <span>{t('hooks.becomes')}</span>
          <code>{filled}</code>
        </>
      )}
    </div>
  );
}

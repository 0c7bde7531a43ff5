import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from '../i18n';
import { Empty } from '../kit/Empty';
import { ProblemCard } from '../kit/ProblemCard';
import { toProblem } from './problem';

/** What stands in place of a page that failed to load. */
export function Crash({ error }: { error: unknown }) {
  const router = useRouter();
  return <ProblemCard problem={toProblem(error)} onRetry={() => void router.invalidate()} main />;
}

/** What stands in place of a page that does not exist, or is not this account's. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Empty
      main
      icon={Compass}
      title={t('missing.title')}
      text={t('missing.text')}
      action={
        <Button component={Link} to="/" variant="default">
          {t('missing.home')}
        </Button>
      }
    />
  );
}

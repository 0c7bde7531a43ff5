import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { LayoutGrid } from 'lucide-react';
import type { ReactNode } from 'react';
import { getBrandingOptions, listProgramsOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { CurrencyTotals } from './CurrencyTotals';
import { ProgramCard } from './ProgramCard';
import styles from './Programs.module.css';

const route = getRouteApi('/p/$partner/');

/** The partner's programs side by side, and what they earn together, one figure per currency. */
export function Programs({ activity }: { activity: ReactNode }) {
  const { t } = useTranslation();
  const { partner } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Days of several zones: the reader's own decides which days are meant.
  const period = resolvePeriod(search, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const programs = useQuery({
    ...listProgramsOptions({ path: { partner }, query: period }),
    placeholderData: (before) => before,
  });
  return (
    <Screen>
      <PageHead title={t('shell.yourPrograms')}>
        <PeriodPicker
          value={search}
          zone="UTC"
          onChange={(next) => void navigate({ search: next, resetScroll: false })}
        />
      </PageHead>
      <Loaded query={programs} skeleton={<ProgramsSkeleton />}>
        {(found) =>
          found.data.length === 0 ? (
            <Card>
              <Empty
                icon={LayoutGrid}
                title={t('programs.none')}
                text={t('programs.noneText')}
                action={<HowToApply />}
              />
            </Card>
          ) : (
            <>
              {found.totals.map((total) => (
                <CurrencyTotals key={total.currency} total={total} />
              ))}
              <ul className={styles.grid}>
                {found.data.map((card) => (
                  <li key={card.program.id}>
                    <ProgramCard card={card} partner={partner} />
                  </li>
                ))}
              </ul>
              {found.data.some((card) => card.status === 'active') && activity}
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** The way to the form of this portal's program, where there is one program to apply to. */
function HowToApply() {
  const { t } = useTranslation();
  const branding = useQuery({ ...getBrandingOptions(), retry: false, meta: { public: true } }).data;
  if (!branding?.applications_open) return <p className={styles.since}>{t('programs.howToApply')}</p>;
  return (
    <Button component={Link} to="/apply/$slug" params={{ slug: branding.slug } as never}>
      {t('programs.applyTo', { program: branding.name })}
    </Button>
  );
}

function ProgramsSkeleton() {
  return (
    <Waiting>
      <Screen>
        <CardSkeleton height={85} />
        <div className={styles.grid}>
          <CardSkeleton height={206} />
          <CardSkeleton height={206} />
        </div>
      </Screen>
    </Waiting>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getOrganisationOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { findPartner, isOpen, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { Logo } from './Logo';
import styles from './Organisation.module.css';
import { Profile } from './Profile';

/** What the organisation says of itself, and where its legal details are. */
export function Organisation() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const organisation = useQuery(getOrganisationOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('nav.organisation')} />
      <Loaded
        query={organisation}
        skeleton={
          <Waiting>
            <CardSkeleton height={420} />
          </Waiting>
        }
      >
        {(own) => (
          <>
            <Profile own={own} />
            <Logo url={own.logo_url} />
          </>
        )}
      </Loaded>
      <Legal partner={path.partner} />
    </Screen>
  );
}

function Legal({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const programs = findPartner(useSession(), partner).partner?.programs.filter(isOpen) ?? [];
  return (
    <Card title={t('organisation.legal')}>
      <p className={styles.text}>
        {t(programs.length > 0 ? 'organisation.legalText' : 'organisation.noProgram')}
      </p>
      <ul className={styles.links}>
        {programs.map((one) => (
          <li key={one.id}>
            <Link to="/p/$partner/$program/invoices" params={{ partner, program: one.id }} className="link">
              {t('organisation.legalLink', { program: one.name })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

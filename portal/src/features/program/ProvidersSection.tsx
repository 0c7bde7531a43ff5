import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Where Stripe and Shopify are connected. */
export function ProvidersSection() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return (
    <Section title={t('settings.providers')} text={t('settings.providersText')}>
      <div className={styles.acts}>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/m/$program/integrations" params={{ program: path.program }} {...props} />
          )}
        >
          {t('settings.providersLink')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/m/$program/settings/rails" params={{ program: path.program }} {...props} />
          )}
        >
          {t('settings.railsLink')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/m/$program/settings/bank" params={{ program: path.program }} {...props} />
          )}
        >
          {t('settings.bankLink')}
        </Button>
      </div>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Leads to what the program looks like and says. */
export function LookLink() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  return (
    <Section title={t('settings.look')} text={t('settings.lookText')}>
      <Button
        component={Link}
        to="/m/$program/branding"
        params={path as never}
        variant="default"
        className={styles.save ?? ''}
      >
        {t('settings.lookLink')}
      </Button>
    </Section>
  );
}

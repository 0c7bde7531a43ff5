import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerAgreementDetail } from '../../api';
import { getAgreementVersionOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { date } from '../../kit/format';
import styles from './Agreement.module.css';
import { Prose } from './Prose';

/** The text of a version; the draft has its text already. */
export function useVersion(agreement: string, number: number) {
  const { path } = useManagerPlace();
  return useQuery({
    ...getAgreementVersionOptions({ path: { ...path, agreement, number } }),
    enabled: number > 0,
  });
}

/** The text of a version that is chosen. */
export function VersionText({ agreement }: { agreement: ManagerAgreementDetail }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const [number, setNumber] = useState(agreement.draft?.number ?? agreement.number);
  const version = useVersion(agreement.id, number);
  return (
    <div className={styles.stack}>
      <NativeSelect
        aria-label={t('agreements.versions')}
        value={String(number)}
        onChange={(e) => setNumber(Number(e.currentTarget.value))}
        data={agreement.versions.map((one) => ({
          value: String(one.number),
          label: `${t('agreement.version', { number: one.number })}, ${
            one.published_at ? date(one.published_at, zone) : t('agreements.state.draft')
          }`,
        }))}
      />
      <h3 className={styles.title}>{version.data?.title}</h3>
      <Prose text={version.data?.text ?? ''} />
    </div>
  );
}

import { Tooltip } from '@mantine/core';
import type { PartnerCommission } from '../../api';
import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type Style, type Word, wordTones } from './words';

/** A commission's state in the program's own words; what that means comes on hover. What is under review says so. */
export function WordPill({
  said,
  status,
  style,
}: {
  said: Word;
  status: PartnerCommission['status'];
  style: Style;
}) {
  const { t } = useTranslation();
  if (status === 'held') return <Pill tone="warn">{t('status.held')}</Pill>;
  return (
    <Tooltip label={t(`wordMeaning.${style}.${said}` as 'wordMeaning.affiliate.pending')}>
      <span>
        <Pill tone={wordTones[said]}>{t(`word.${said}`)}</Pill>
      </span>
    </Tooltip>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getInvitationOptions, listReferralsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { date } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { rewardText } from '../../kit/reward';
import styles from './Rewards.module.css';

/** The link that brings other partners, where the program pays for them, and who came by it. */
export function Invite() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const invitation = useQuery(getInvitationOptions({ path }));
  const came = useQuery(listReferralsOptions({ path, query: { limit: 50 } }));
  const { link, offer } = invitation.data ?? {};
  const rows = came.data?.data ?? [];
  if (!link && rows.length === 0) return null;
  return (
    <Card title={t('rewards.invite')}>
      <div className={styles.section}>
        {link && offer && (
          <>
            <p className={styles.text}>{t('rewards.inviteText', { reward: rewardText(offer.reward) })}</p>
            <CopyField value={link} label={t('rewards.inviteLink')} />
          </>
        )}
        <Lines
          title={t('rewards.came')}
          lines={rows.map((row) => ({
            id: `${row.applied_at} ${row.name}`,
            text: row.name,
            meta: t('rewards.cameOn', { date: date(row.applied_at, zone) }),
            amount: t(`rewards.state.${row.state}`),
          }))}
        />
      </div>
    </Card>
  );
}

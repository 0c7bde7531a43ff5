import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { getTeamOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { Invitations } from './Invitations';
import { InviteForm } from './InviteForm';
import { Members } from './Members';

/** Who acts for the organisation, who is invited, and what each may do. */
export function Team() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [inviting, setInviting] = useState(useLocation({ select: ({ hash }) => hash === 'new' }));
  const team = useQuery(getTeamOptions({ path }));
  return (
    <Screen>
      <PageHead
        title={t('nav.team')}
        meta={team.data && t('team.count', { count: team.data.members.length })}
      >
        <Button leftSection={<UserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
          {t('team.invite')}
        </Button>
      </PageHead>
      <Loaded query={team} skeleton={<TableSkeleton columns={5} rows={3} />}>
        {({ members, invitations }) => (
          <>
            <Members rows={members} />
            {invitations.length > 0 && <Invitations rows={invitations} />}
          </>
        )}
      </Loaded>
      <InviteForm opened={inviting} onClose={() => setInviting(false)} />
    </Screen>
  );
}

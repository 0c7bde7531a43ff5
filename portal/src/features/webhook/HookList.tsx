import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { Hook, Hooks } from '../../api';
import type { ListSearch } from '../../app/search';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { Deliveries } from './Deliveries';
import { DeliveryDetail } from './DeliveryDetail';
import { useDesk } from './desk';
import { HookCard } from './HookCard';
import { HookForm } from './HookForm';

/** All hooks of one owner, and the log of the chosen one. */
export function HookList() {
  const { t } = useTranslation();
  const desk = useDesk();
  const hooks = useQuery<Hooks>({ queryKey: desk.key, queryFn: desk.list });
  return (
    <Loaded
      query={hooks}
      skeleton={
        <Waiting>
          <CardSkeleton height={420} />
        </Waiting>
      }
    >
      {(found) => <Found found={found} title={t(`nav.${desk.words}`)} />}
    </Loaded>
  );
}

type Editing = { hook?: Hook } | undefined;

function Found({ found, title }: { found: Hooks; title: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { q, id }: ListSearch = useSearch({ strict: false });
  const [editing, setEditing] = useState<Editing>(found.data.length === 0 ? {} : undefined);
  const [fresh, setFresh] = useState<Hook>();
  const chosen = found.data.find((one) => one.id === q) ?? found.data[0];
  const full = found.data.length >= found.limit;
  const close = (saved?: Hook) => {
    if (saved?.secret) setFresh(saved);
    setEditing(undefined);
  };
  return (
    <Screen>
      <PageHead title={title} meta={t('hooks.meta', { count: found.data.length, limit: found.limit })}>
        {!editing && (
          <May to="manage">
            <Button
              leftSection={<Plus size={16} aria-hidden="true" />}
              disabled={full}
              onClick={() => setEditing({})}
            >
              {t('hooks.add')}
            </Button>
          </May>
        )}
      </PageHead>
      {editing && (
        <HookForm
          key={editing.hook?.id ?? 'new'}
          hook={editing.hook}
          topics={found.topics}
          macros={found.macros}
          first={found.data.length === 0}
          onDone={close}
        />
      )}
      {found.data.map((hook) => (
        <HookCard
          key={hook.id}
          hook={hook}
          secret={fresh?.id === hook.id ? fresh.secret : undefined}
          chosen={hook.id === chosen?.id}
          onEdit={() => setEditing({ hook })}
        />
      ))}
      {chosen ? (
        <Deliveries key={chosen.id} hook={chosen} openId={id} />
      ) : (
        <Card>
          <Empty icon={Webhook} title={t('hooks.none')} text={t(`hooks.about.${desk.words}`)} />
        </Card>
      )}
      <DetailDrawer id={id} title={t('hooks.delivery')}>
        {(delivery) => chosen && <DeliveryDetail hook={chosen} id={delivery} />}
      </DetailDrawer>
    </Screen>
  );
}

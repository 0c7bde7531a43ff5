import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { PartnerLink, PartnerLinkDetail } from '../../api';
import { getLinkOptions, updateLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { Archive } from './Archive';
import { LinkFacts } from './LinkFacts';
import type { Choices } from './LinkForm';
import { LinkQr } from './LinkQr';
import styles from './Links.module.css';
import { linkName } from './name';

const LinkEditor = lazy(() => import('./LinkEditor'));

/** One link: its address, its QR code, what it brought, and whether it works. */
export default function LinkDetail({
  id,
  row,
  choices,
}: {
  id: string;
  row: PartnerLink | undefined;
  choices: Choices | undefined;
}) {
  const { path } = usePartnerPlace();
  const query = useQuery(getLinkOptions({ path: { ...path, link: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(link) => <Found link={link} row={row} choices={choices} />}
    </Loaded>
  );
}

function Found({
  link,
  row,
  choices,
}: {
  link: PartnerLinkDetail;
  row: PartnerLink | undefined;
  choices: Choices | undefined;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(false);
  const update = useMutation({
    ...updateLinkMutation(),
    onSuccess: (next) => {
      void queryClient.invalidateQueries();
      said(next.active ? t('links.nowActive') : t('links.nowInactive'));
    },
    onError: failed,
  });
  const set = (active: boolean) =>
    update.mutate({
      path: { ...path, link: link.id },
      body: { active },
      headers: { 'If-Match': `"${link.version}"` },
    });
  if (editing && choices)
    return (
      <Suspense fallback={<DetailSkeleton />}>
        <LinkEditor link={link} choices={choices} onClose={() => setEditing(false)} />
      </Suspense>
    );
  return (
    <>
      <CopyField value={link.url} label={linkName(link, t)} primary />
      <LinkQr link={link} />
      {link.archived ? (
        <p className={styles.hint}>{t('links.archivedNote')}</p>
      ) : (
        <>
          <Switch
            checked={link.active}
            disabled={update.isPending}
            onChange={(e) => set(e.currentTarget.checked)}
            label={t('links.works')}
            description={t('links.worksHint')}
          />
          {!link.active && <p className={styles.hint}>{t('links.inactiveNote')}</p>}
          <div className={styles.acts}>
            {choices && (
              <Button variant="default" onClick={() => setEditing(true)}>
                {t('links.edit')}
              </Button>
            )}
            {!link.default && <Archive link={link} />}
          </div>
        </>
      )}
      <LinkFacts link={link} row={row} />
    </>
  );
}

import { Button, Checkbox, Modal, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerLadder } from '../../api';
import { listPartnersOptions, placePartnersMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Groups.module.css';

type Props = { ladder: ManagerLadder; onClose: () => void };

/** Puts several partners into a group or a tier at once. */
export function PlaceForm({ opened, ...props }: Props & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('groups.place')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ ladder, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const partners = useQuery(listPartnersOptions({ path, query: { status: 'active', limit: 200 } }));
  const [chosen, setChosen] = useState<string[]>([]);
  const [group, setGroup] = useState('');
  const [tier, setTier] = useState('');
  const [locked, setLocked] = useState(true);
  const [reason, setReason] = useState('');
  const place = useMutation({
    ...placePartnersMutation(),
    onSuccess: (report) => {
      said(t('groups.placed', { count: report.done.length }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    place.mutate({
      path,
      body: {
        partners: chosen,
        reason: reason.trim(),
        ...(group ? { group } : {}),
        ...(tier ? { tier, locked } : {}),
      },
    });
  };
  const open = <T extends { archived: boolean; id: string; name: string }>(list: T[]) => [
    { value: '', label: t('groups.asItIs') },
    ...list.filter((one) => !one.archived).map((one) => ({ value: one.id, label: one.name })),
  ];
  return (
    <form className={styles.form} onSubmit={submit}>
      <Checkbox.Group label={t('groups.whom')} value={chosen} onChange={setChosen}>
        <div className={styles.people}>
          {(partners.data?.data ?? []).map((one) => (
            <Checkbox key={one.id} value={one.id} label={one.name} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.pair}>
        <NativeSelect
          label={t('groups.group')}
          value={group}
          onChange={(e) => setGroup(e.currentTarget.value)}
          data={open(ladder.groups)}
        />
        <NativeSelect
          label={t('groups.tier')}
          value={tier}
          onChange={(e) => setTier(e.currentTarget.value)}
          data={open(ladder.tiers)}
        />
      </div>
      {tier && (
        <Switch
          label={t('groups.lock')}
          description={t('groups.lockHint')}
          checked={locked}
          onChange={(e) => setLocked(e.currentTarget.checked)}
        />
      )}
      <TextInput
        label={t('groups.reason')}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        maxLength={500}
      />
      <FormProblem problem={place.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={place.isPending} disabled={chosen.length === 0 || (!group && !tier)}>
          {t('groups.put', { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

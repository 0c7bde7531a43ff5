import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerApplicationForm } from '../../api';
import { listApplicationFormsOptions, listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { ApplicationFormEditor } from './ApplicationFormEditor';
import { draftOf } from './formDraft';

/** How partners apply: the program's own form, and the links of groups. */
export function ApplicationForms() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const forms = useQuery(listApplicationFormsOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('applyForms.title')} />
      <Loaded
        query={forms}
        skeleton={
          <Waiting>
            <CardSkeleton height={320} />
          </Waiting>
        }
      >
        {({ data }) => <Chosen forms={data} />}
      </Loaded>
    </Screen>
  );
}

function Chosen({ forms }: { forms: ManagerApplicationForm[] }) {
  const { t } = useTranslation();
  const { path, slug } = useManagerPlace();
  const groups = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const [group, setGroup] = useState('');
  const [making, setMaking] = useState('');
  const own = forms[0];
  const found = group === '' ? own : forms.find((one) => one.group === group);
  const link = `${window.location.origin}/apply/${slug}${group === '' ? '' : `?group=${group}`}`;
  if (!own) return null;
  return (
    <>
      {groups.length > 0 && (
        <NativeSelect
          label={t('applyForms.which')}
          value={group}
          data={[
            { value: '', label: t('applyForms.everybody') },
            ...groups
              .filter((one) => !one.archived || forms.some((form) => form.group === one.id))
              .map((one) => ({ value: one.id, label: t('applyForms.ofGroup', { name: one.name }) })),
          ]}
          onChange={(e) => setGroup(e.currentTarget.value)}
        />
      )}
      {found || making === group ? (
        <>
          <CopyField value={link} label={t('applications.page')} />
          <ApplicationFormEditor
            key={`${group} ${found?.version ?? 'new'}`}
            draft={draftOf(found ?? own, group === '' ? undefined : group)}
          />
        </>
      ) : (
        <Card title={t('applyForms.noneOfGroup')}>
          <p>{t('applyForms.noneOfGroupText')}</p>
          <Button onClick={() => setMaking(group)}>{t('applyForms.make')}</Button>
        </Card>
      )}
    </>
  );
}

import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, Clock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { PartnerNetworkStanding } from '../../api';
import { applyToNetworkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { FormProblem } from '../../kit/FormProblem';
import { KindChoice } from './KindChoice';
import styles from './Market.module.css';
import { type Kind, tagsOf } from './names';

/** Where an organisation stands with the network that has not let it in. */
export function Admission({ standing }: { standing: PartnerNetworkStanding }) {
  const { t } = useTranslation();
  const { admin } = usePartnerPlace();
  if (standing.status === 'submitted')
    return (
      <Card>
        <Empty icon={Clock} title={t('market.waiting')} text={t('market.waitingText')} />
      </Card>
    );
  if (standing.status === 'suspended')
    return (
      <Card title={t('market.suspended')}>
        <p>{standing.reason}</p>
        <p className={styles.text}>{t('market.suspendedText')}</p>
      </Card>
    );
  return (
    <Card title={t(standing.status === 'rejected' ? 'market.turnedAway' : 'market.apply')}>
      {standing.status === 'rejected' && <p>{standing.reason}</p>}
      <p className={styles.text}>{t(standing.status === 'rejected' ? 'market.again' : 'market.applyText')}</p>
      {admin ? (
        <Application standing={standing} />
      ) : (
        <Empty icon={CircleAlert} title={t('market.apply')} text={t('market.askAdmin')} />
      )}
    </Card>
  );
}

function Application({ standing }: { standing: PartnerNetworkStanding }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [about, setAbout] = useState(standing.about);
  const [website, setWebsite] = useState(standing.website);
  const [own, setOwn] = useState(standing.kinds as Kind[]);
  const [tags, setTags] = useState(standing.tags.join(', '));
  const ask = useMutation({
    ...applyToNetworkMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const wrong = ask.error ? fieldErrors(ask.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ path, body: { about, website, kinds: own, tags: tagsOf(tags) } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        label={t('market.about')}
        description={t('market.aboutHint')}
        value={about}
        error={wrong.about}
        minLength={20}
        maxLength={1000}
        rows={4}
        required
        withAsterisk={false}
        onChange={(e) => setAbout(e.currentTarget.value)}
      />
      <TextInput
        label={t('market.site')}
        type="url"
        placeholder="https://"
        value={website}
        error={wrong.website}
        maxLength={300}
        onChange={(e) => setWebsite(e.currentTarget.value)}
      />
      <KindChoice label={t('market.kinds')} value={own} error={wrong.kinds} onChange={setOwn} />
      <TextInput
        label={t('market.tags')}
        description={t('market.tagsHint')}
        value={tags}
        error={wrong.tags}
        onChange={(e) => setTags(e.currentTarget.value)}
      />
      <FormProblem problem={ask.error} />
      <Button type="submit" loading={ask.isPending}>
        {t('market.ask')}
      </Button>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '../../api';
import { getBrandingOptions, getHelpOptions } from '../../api/@tanstack/react-query.gen';
import { isOpen } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { Entries } from './Entries';
import { ownEntries, search } from './faq';
import styles from './Help.module.css';

/** How many programs' own answers are looked up. */
const most = 8;

/** The help: each program's own answers first, then the portal's, and whom to ask. */
export function Help({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const places = (session?.partners ?? [])
    .flatMap((partner) =>
      partner.programs.filter(isOpen).map((program) => ({ partner: partner.id, program })),
    )
    .slice(0, most);
  const helps = useQueries({
    queries: places.map(({ partner, program }) => getHelpOptions({ path: { partner, program: program.id } })),
  });
  const branding = useQuery({ ...getBrandingOptions(), retry: false, meta: { public: true } }).data;
  const own = search(ownEntries(t), typed);
  const theirs = places
    .map(({ partner, program }, i) => {
      const found = helps[i]?.data;
      return {
        partner,
        program,
        support: found?.support ?? '',
        entries: search(found?.questions ?? [], typed),
      };
    })
    .filter(({ entries, support }) => entries.length > 0 || (support !== '' && typed === ''));
  const nothing = own.length === 0 && theirs.every(({ entries }) => entries.length === 0);
  return (
    <Screen narrow>
      <PageHead title={t('help.title')} />
      <TextInput
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t('help.search')}
        aria-label={t('help.search')}
        leftSection={<Search size={16} aria-hidden="true" />}
        size="md"
      />
      <p className="hidden" role="status">
        {typed &&
          t('help.found', { count: own.length + theirs.reduce((n, one) => n + one.entries.length, 0) })}
      </p>
      {theirs.map(({ program, entries, support }) => (
        <Card key={program.id} title={program.name} flush>
          <Entries entries={entries} label={program.name} />
          {support && (
            <p className={styles.address}>
              {t('help.byMail')}{' '}
              <a className="link" href={`mailto:${support}`}>
                {support}
              </a>
            </p>
          )}
        </Card>
      ))}
      {own.length > 0 && (
        <Card title={t('help.portal')} flush>
          <Entries entries={own} label={t('help.portal')} />
        </Card>
      )}
      {nothing && <p className={styles.none}>{t('help.nothing')}</p>}
      <Card title={t('help.ask')}>
        {places.length > 0 ? (
          <div className={styles.places}>
            {places.map(({ partner, program }) => (
              <Button
                key={partner + program.id}
                variant="default"
                component={Link}
                to="/p/$partner/$program/questions"
                params={{ partner, program: program.id } as never}
                hash="new"
              >
                {t('help.askProgram', { program: program.name })}
              </Button>
            ))}
          </div>
        ) : (
          <p className={styles.hint}>
            {branding?.support ? (
              <>
                {t('help.byMail')}{' '}
                <a className="link" href={`mailto:${branding.support}`}>
                  {branding.support}
                </a>
              </>
            ) : (
              t('help.signIn')
            )}
          </p>
        )}
      </Card>
    </Screen>
  );
}

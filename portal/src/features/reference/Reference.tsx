import { SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { toProblem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { type Document, forIntegrators, load, matches, operations } from './document';
import { OperationDetail } from './OperationDetail';
import styles from './Reference.module.css';

/** Everything that the API answers, from the document that it is tested against. */
export function Reference() {
  const { t } = useTranslation();
  const doc = useQuery({
    queryKey: ['openapi'],
    queryFn: () =>
      load().catch((thrown: unknown) => {
        throw toProblem(thrown);
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Screen>
      <PageHead title={t('reference.title')} meta={t('reference.meta')} />
      <Loaded
        query={doc}
        skeleton={
          <Waiting>
            <CardSkeleton height={520} />
          </Waiting>
        }
      >
        {(found) => <Operations doc={found} />}
      </Loaded>
    </Screen>
  );
}

function Operations({ doc }: { doc: Document }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [side, setSide] = useState<'yours' | 'all'>('yours');
  const asked = useDeferredValue(text.trim());
  const all = useMemo(() => operations(doc), [doc]);
  const found = all.filter((one) => (side === 'all' || forIntegrators(one)) && matches(one, asked));
  const tags = [...new Set(found.map((one) => one.tag))];
  return (
    <>
      <div className={styles.bar}>
        <TextInput
          className={styles.search}
          aria-label={t('reference.search')}
          placeholder={t('reference.search')}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('reference.side')}
          value={side}
          onChange={(value) => setSide(value === 'all' ? 'all' : 'yours')}
          data={[
            { value: 'yours', label: t('reference.yours') },
            { value: 'all', label: t('reference.all') },
          ]}
        />
        <span className={styles.count} role="status">
          {t('reference.count', { count: found.length })}
        </span>
      </div>
      {found.length === 0 && (
        <Card>
          <Empty icon={SearchX} title={t('reference.none')} text={t('reference.noneText')} />
        </Card>
      )}
      {tags.map((tag) => (
        <Card key={tag} title={tag} flush>
          <ul className={styles.list}>
            {found
              .filter((one) => one.tag === tag)
              .map((one) => (
                <OperationDetail key={one.id} doc={doc} one={one} />
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerGuestLine, ManagerGuestRow } from '../../api';
import { importPartnersMutation, listGroupsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { failed } from '../../kit/toast';
import type { Field } from './csv';

/** How many lines one call takes. */
const atOnce = 50;

/** One line of the file with what became of it. */
export type Answered = { line: number; cells: string[]; answer: ManagerGuestLine };

/** Sends the lines of a file, part by part: a trial first, then for good. */
export function useImport() {
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const groups = useQuery(listGroupsOptions({ path })).data?.groups ?? [];
  const call = useMutation(importPartnersMutation());
  const [answers, setAnswers] = useState<Answered[]>([]);
  const [done, setDone] = useState<'tried' | 'kept'>();
  const rowOf = (cells: string[], columns: Record<Field, number>): ManagerGuestRow => {
    const cell = (field: Field) => (columns[field] < 0 ? '' : (cells[columns[field]] ?? ''));
    const named = groups.find((one) => one.name.toLowerCase() === cell('group').toLowerCase());
    const group = cell('group') === '' ? '' : (named?.id ?? cell('group'));
    const optional = { company: cell('company'), website: cell('website'), code: cell('code'), group };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''));
    return {
      email: cell('email'),
      name: cell('name') || cell('company') || cell('email').split('@')[0] || '–',
      ...given,
      ...(cell('country') ? { country: cell('country').toUpperCase().slice(0, 2) } : {}),
      ...(cell('tags') ? { tags: cell('tags').split(/[,;|]/).slice(0, 8) } : {}),
    };
  };
  const run = async (
    rows: string[][],
    columns: Record<Field, number>,
    how: { dry_run: boolean; send: boolean },
  ) => {
    const all: Answered[] = [];
    setAnswers([]);
    setDone(undefined);
    try {
      for (let from = 0; from < rows.length; from += atOnce) {
        const part = rows.slice(from, from + atOnce);
        const good = part.map((cells, at) => ({ cells, at, row: rowOf(cells, columns) }));
        const fit = good.filter(({ row }) => /^\S+@\S+\.\S+$/.test(row.email));
        const answer =
          fit.length > 0
            ? await call.mutateAsync({ path, body: { ...how, rows: fit.map(({ row }) => row) } })
            : { data: [] };
        for (const { cells, at } of good) {
          const place = fit.findIndex((one) => one.at === at);
          const refused: ManagerGuestLine = { outcome: 'refused', code: 'email' };
          all.push({ line: from + at + 2, cells, answer: answer.data[place] ?? refused });
        }
        setAnswers([...all]);
      }
      setDone(how.dry_run ? 'tried' : 'kept');
      if (!how.dry_run) void queryClient.invalidateQueries();
    } catch (problem) {
      failed(problem as Parameters<typeof failed>[0]);
    }
  };
  const forget = () => {
    setAnswers([]);
    setDone(undefined);
  };
  return { run, forget, answers, done, busy: call.isPending };
}

import { useState } from 'react';
import type { ManagerImportedRow, ManagerImportedSum, ManagerImportInput, Problem } from '../../api';
import { commitImport, previewImport } from '../../api';
import { pack, packedMost } from './pack';

export type Source = ManagerImportInput['source'];
export type Kind = NonNullable<ManagerImportInput['files'][number]['kind']>;

/** One chosen file, and what the manager says of it. */
export type Chosen = { name: string; text: string; kind?: Kind; columns: Record<string, string> };

/** What became of the rows so far. */
export type Import = {
  step: 'trying' | 'tried' | 'running' | 'done' | 'stopped';
  dry: boolean;
  done: number;
  rows: number;
  results: ManagerImportedRow[];
  sums: ManagerImportedSum[];
  problem: Problem | null;
  tooLong: boolean;
};

const nothing = { done: 0, rows: 0, results: [], sums: [], problem: null, tooLong: false };

/** Sends files again and again, each time for some more of their rows; where it broke off it goes on. */
export function useImport(path: { program: string }) {
  const [state, setState] = useState<Import>();

  const run = async (
    source: Source,
    minor: boolean,
    files: readonly Chosen[],
    dry: boolean,
    kept?: Import,
  ) => {
    let now: Import = kept ?? { ...nothing, step: 'trying', dry };
    const show = (next: Partial<Import>) => {
      now = { ...now, ...next };
      setState(now);
    };
    show({ step: dry ? 'trying' : 'running', dry, problem: null });
    const packed = await Promise.all(
      files.map(async (file) => ({
        name: file.name.slice(0, 120),
        gzip: await pack(file.text),
        ...(file.kind ? { kind: file.kind } : {}),
        ...(Object.keys(file.columns).length > 0 ? { columns: file.columns } : {}),
      })),
    );
    if (packed.reduce((sum, file) => sum + file.gzip.length, 0) > packedMost) {
      return show({ step: 'stopped', tooLong: true });
    }
    do {
      const { data, error } = await (dry ? previewImport : commitImport)({
        path,
        body: { source, minor, files: packed, from: now.done },
      });
      if (error) return show({ step: 'stopped', problem: error });
      show({
        done: data.done,
        rows: data.rows,
        results: [...now.results, ...data.results],
        sums: data.sums,
      });
    } while (now.done < now.rows);
    show({ step: dry ? 'tried' : 'done' });
  };

  return { state, run, forget: () => setState(undefined) };
}

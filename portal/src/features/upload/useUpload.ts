import { useState } from 'react';
import type { ManagerUploadedLine, Problem } from '../../api';
import { commitConversionUpload, previewConversionUpload } from '../../api';
import { maxLines, partsOf } from './parts';

/** What is known of a file that is looked at, tried or decided. */
export type Upload = {
  name: string;
  step: 'trying' | 'tried' | 'deciding' | 'decided' | 'stopped';
  done: number;
  total: number;
  lines: ManagerUploadedLine[];
  ignored: string[];
  problem: Problem | null;
};

/** Sends a file part by part, first to be tried, then to be decided. Where it broke off it goes on. */
export function useUpload(path: { program: string }) {
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [upload, setUpload] = useState<Upload>();

  const send = async (name: string, text: string, commit: boolean, kept: ManagerUploadedLine[]) => {
    const parts = partsOf(text);
    const total = parts.reduce((sum, part) => sum + part.lines, 0);
    let lines = kept;
    let ignored: string[] = [];
    const show = (step: Upload['step'], problem: Problem | null = null) =>
      setUpload({ name, step, done: lines.length, total, lines, ignored, problem });
    show(commit ? 'deciding' : 'trying');
    for (const part of parts) {
      if (lines.some((line) => line.line === part.from)) continue; // answered before it broke off
      const { data, error } = await (commit ? commitConversionUpload : previewConversionUpload)({
        path,
        body: { file: name.slice(0, 120), csv: part.csv, from: part.from },
      });
      if (error) return show('stopped', error);
      lines = [...lines, ...data.data];
      ignored = data.ignored;
      show(commit ? 'deciding' : 'trying');
    }
    show(commit ? 'decided' : 'tried');
  };

  return {
    upload,
    tooLong: upload !== undefined && upload.total > maxLines,
    choose: async (chosen: File) => {
      const text = await chosen.text();
      setFile({ name: chosen.name, text });
      const total = partsOf(text).reduce((sum, part) => sum + part.lines, 0);
      if (total === 0 || total > maxLines) {
        setUpload({
          name: chosen.name,
          step: 'stopped',
          done: 0,
          total,
          lines: [],
          ignored: [],
          problem: null,
        });
        return;
      }
      await send(chosen.name, text, false, []);
    },
    commit: (kept: ManagerUploadedLine[] = []) => (file ? send(file.name, file.text, true, kept) : undefined),
  };
}

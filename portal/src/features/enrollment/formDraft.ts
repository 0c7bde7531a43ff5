import type { ManagerApplicationForm, ManagerApplicationFormInput, ManagerFormQuestion } from '../../api';

/** A form while it is edited: lists are the text that was typed. */
export type FormDraft = {
  group: string | undefined;
  open: boolean;
  questions: (ManagerFormQuestion & { key: string })[];
  allowed: string;
  denied: string;
  mails: string;
  reject: boolean;
  reason: string;
  met: 'program' | 'approve' | 'review';
  reapply: string;
  version: number;
};

const words = (list: string[] | undefined) => (list ?? []).join(', ');
const listed = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What is edited of a form; a group that has none yet begins with the program's questions. */
export function draftOf(form: ManagerApplicationForm, group?: string): FormDraft {
  const own = form.group === group;
  return {
    group,
    open: own ? form.open : true,
    questions: form.questions.map((one, at) => ({ ...one, key: one.id || String(at) })),
    allowed: words(form.requirements.allowed),
    denied: words(form.requirements.denied),
    mails: words(form.requirements.mails),
    reject: form.requirements.reject ?? false,
    reason: form.requirements.reason ?? '',
    met: form.met,
    reapply: String(form.reapply_days),
    version: own ? form.version : 0,
  };
}

/** What is sent of a draft. */
export function formOf(draft: FormDraft): ManagerApplicationFormInput {
  return {
    open: draft.open,
    questions: draft.questions.map(({ key: _, ...one }) => ({
      ...one,
      ...(one.kind === 'choice' ? {} : { choices: [] }),
    })),
    requirements: {
      allowed: listed(draft.allowed.toUpperCase()),
      denied: listed(draft.denied.toUpperCase()),
      mails: listed(draft.mails),
      reject: draft.reject,
      reason: draft.reason,
    },
    met: draft.met,
    reapply_days: Number(draft.reapply),
    version: draft.version,
  };
}

/** The list with one entry moved up or down. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(at + by, 0, one);
  return next;
}

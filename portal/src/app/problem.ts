import type { Problem } from '../api';
import { inWords } from '../i18n/faults';

export type { Problem };

/** What a caller sees when no problem+json came back: no network, a proxy's page, a broken body. */
export function synthesized(status: number, code: string, title: string): Problem {
  return { type: 'about:blank', status, code, title, detail: title, request_id: '' };
}

/** Tells a problem from anything else that may be thrown. */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' && value !== null && 'status' in value && 'title' in value && 'code' in value
  );
}

/** Makes a problem of whatever was thrown, so that screens know one shape only. */
export function toProblem(thrown: unknown): Problem {
  return isProblem(thrown)
    ? thrown
    : inWords(synthesized(0, 'portal.broken', 'This page ran into a problem'));
}

/** The message for one field of a form, where the problem names it: `body.destination` is `destination`. */
export function fieldErrors(problem: Problem): Record<string, string> {
  const entries = (problem.errors ?? []).flatMap(({ location, message }) =>
    location && message ? [[location.replace(/^(body|query|path)\./, ''), message] as const] : [],
  );
  return Object.fromEntries(entries);
}

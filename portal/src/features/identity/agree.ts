const key = 'trib.agree';

/** What somebody is asked to agree with, kept in this tab while they sign in. */
export type Asked = { agree: string; email: string };

/** Keeps it, or forgets it. */
export function keepAgree(asked: Asked | undefined): Asked | undefined {
  if (asked) window.sessionStorage.setItem(key, JSON.stringify(asked));
  else window.sessionStorage.removeItem(key);
  return asked;
}

/** What was kept. */
export function keptAgree(): Asked | undefined {
  const kept = window.sessionStorage.getItem(key);
  return kept ? (JSON.parse(kept) as Asked) : undefined;
}

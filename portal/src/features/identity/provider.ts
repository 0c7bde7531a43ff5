const key = 'trib.next';

/** Leaves for another site, and remembers where to go on when back. */
export function leave(url: string, next?: string): void {
  if (next) window.sessionStorage.setItem(key, next);
  else window.sessionStorage.removeItem(key);
  window.location.assign(url);
}

/** Where to go on, once. */
export function takeNext(): string | undefined {
  const next = window.sessionStorage.getItem(key) ?? undefined;
  window.sessionStorage.removeItem(key);
  return next;
}

const kept = 'trib-invitation';

/** The secret of a mailed invitation: from the fragment, which no server log sees; kept in this tab for the way over the sign-in page. */
export function takeToken(): string {
  const fresh = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (fresh) sessionStorage.setItem(kept, fresh);
  return fresh ?? sessionStorage.getItem(kept) ?? '';
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Session } from '../../api';
import { homeOf, safeNext, startSession } from '../../app/session';

/** Takes a fresh session in: to its second step, to the page that was asked for, else to its home. */
export function useEnter(): (session: Session, wanted?: string) => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { next: asked, program } = useSearch({ strict: false });
  return (session, wanted) => {
    const next = wanted ?? asked;
    if (session.level === 'half') {
      const search = { ...(next ? { next } : {}), ...(program ? { program } : {}) };
      void navigate({ to: '/sign-in/second', search, replace: true });
      return;
    }
    startSession(queryClient, session);
    void navigate({ href: safeNext(next) ?? homeOf(session), replace: true });
  };
}

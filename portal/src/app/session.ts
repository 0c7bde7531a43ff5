import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import type { Session, SessionEnrollment, SessionPartner } from '../api';
import { getSessionOptions, getSessionQueryKey } from '../api/@tanstack/react-query.gen';
import { adoptLanguage } from '../i18n/language';
import { isProblem } from './problem';

/** The session as a query; a missing one is an answer here, not a reason to leave the page. */
export const sessionQuery = () => ({ ...getSessionOptions(), staleTime: 5 * 60_000, meta: { public: true } });

/** Lets a route go on only with a session; sends to sign-in, and back afterwards, without one. */
export async function requireSession(queryClient: QueryClient, next: string): Promise<Session> {
  try {
    const session = await queryClient.ensureQueryData(sessionQuery());
    await adoptLanguage(session.user.language);
    return session;
  } catch (problem) {
    if (isProblem(problem) && problem.status === 401) throw redirect({ to: '/sign-in', search: { next } });
    throw problem;
  }
}

/** Puts a fresh session in place, with nothing left of the one before. */
export function startSession(queryClient: QueryClient, session: Session): void {
  queryClient.clear();
  queryClient.setQueryData(getSessionQueryKey(), session);
}

/** The session of a signed-in page. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery()).data;

/** A page of ours that a sign-in may lead back to; never another site's. */
export function safeNext(next: string | undefined): string | undefined {
  return next && /^\/(p|m|account|join|enter|sign-in\/cross)([/?]|$)/.test(next) ? next : undefined;
}

/** Whether a program's pages are open to the partner: also while it earns nothing more, to see its money. */
export const isOpen = ({ status }: SessionEnrollment) =>
  status === 'approved' || status === 'suspended' || status === 'left';

/** Where a session starts: the one program's dashboard, or the list of programs. */
export function homeOf(session: Session): string {
  const managed = session.programs[0];
  if (managed) return `/m/${managed.id}`;
  const partner = session.partners[0];
  if (!partner) return session.founds ? '/start' : '/welcome';
  const active = partner.programs.filter(isOpen);
  return active.length === 1 && partner.programs.length === 1 && active[0]
    ? `/p/${partner.id}/${active[0].id}`
    : `/p/${partner.id}`;
}

/** The partner organisation and program that a page of the partner's is about. */
export function findPartner(
  session: Session,
  partner: string,
  program?: string,
): { partner?: SessionPartner; program?: SessionEnrollment } {
  const found = session.partners.find((one) => one.id === partner);
  const enrolled = found?.programs.find((one) => one.id === program);
  return { ...(found ? { partner: found } : {}), ...(enrolled ? { program: enrolled } : {}) };
}

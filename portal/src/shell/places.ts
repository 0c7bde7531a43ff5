import type { Session } from '../api';
import { isOpen } from '../app/session';
import type { Translate } from '../i18n';
import type { Place } from './nav';

/** Every program that the session reaches, as manager and as partner. */
export function placesOf(
  session: Session,
  t: Translate,
  partner: string | undefined,
  program: string | undefined,
): Place[] {
  const managed = session.programs.map(
    (one): Place => ({
      id: `m-${one.id}`,
      name: one.name,
      detail: t('shell.asManager'),
      brand: one.brand,
      link: { to: '/m/$program', params: { program: one.id } },
      current: partner === undefined && one.id === program,
    }),
  );
  const joined = session.partners.flatMap((organisation) =>
    organisation.programs.filter(isOpen).map(
      (one): Place => ({
        id: `p-${organisation.id}-${one.id}`,
        name: one.name,
        detail: t('shell.asPartner', { name: organisation.name }),
        brand: one.brand,
        link: { to: '/p/$partner/$program', params: { partner: organisation.id, program: one.id } },
        current: partner === organisation.id && one.id === program,
      }),
    ),
  );
  return [...joined, ...managed];
}

import type { Session, SessionPartner } from '../api';
import { neutralBrand } from '../app/brand';
import { isOpen } from '../app/session';
import type { Translate } from '../i18n';
import type { Place } from './nav';

/** Every program that the session reaches, as manager and as partner, and every organisation where there are several. */
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
  const home = (one: SessionPartner): Place => ({
    id: `o-${one.id}`,
    name: one.name,
    detail: t('shell.allPrograms'),
    brand: { color: neutralBrand, initial: one.name.slice(0, 1) },
    link: { to: '/p/$partner', params: { partner: one.id } },
    current: partner === one.id && program === undefined,
  });
  const joined = session.partners.flatMap((organisation) => {
    const open = organisation.programs.filter(isOpen);
    const listed = open.length !== 1 || session.partners.length > 1;
    return [
      ...(listed ? [home(organisation)] : []),
      ...open.map(
        (one): Place => ({
          id: `p-${organisation.id}-${one.id}`,
          name: one.name,
          detail: t('shell.asPartner', { name: organisation.name }),
          brand: one.brand,
          link: { to: '/p/$partner/$program', params: { partner: organisation.id, program: one.id } },
          current: partner === organisation.id && one.id === program,
        }),
      ),
    ];
  });
  return [...joined, ...managed];
}

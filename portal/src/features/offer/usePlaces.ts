import { useQuery } from '@tanstack/react-query';
import { listGroupsOptions, listPartnersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';

type Choice = { value: string; label: string };

/** The partners, tiers and groups that a rate may be for. */
export type Places = { partners: Choice[]; tiers: Choice[]; groups: Choice[] };

/** Reads them, and finds the name of one. */
export function usePlaces(): Places & { name: (id: string) => string } {
  const { path } = useManagerPlace();
  const partners = useQuery(listPartnersOptions({ path, query: { status: 'active', limit: 200 } }));
  const ladder = useQuery(listGroupsOptions({ path }));
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const places = {
    partners: (partners.data?.data ?? []).map(choice),
    tiers: (ladder.data?.tiers ?? []).filter((one) => !one.archived).map(choice),
    groups: (ladder.data?.groups ?? []).filter((one) => !one.archived).map(choice),
  };
  const names = new Map(
    [...places.partners, ...places.tiers, ...places.groups].map((one) => [one.value, one.label]),
  );
  return { ...places, name: (id) => names.get(id) ?? id };
}

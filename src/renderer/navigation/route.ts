import { currentAddress } from './old-address.ts';
import type { Id, Param } from './param.ts';
import { PLACE_IDS, type PlaceId, placeRow, type PLACES } from './places.ts';

type Places = typeof PLACES;
type NoFields = Record<never, never>;
type IdFields<P extends PlaceId> =
  Places[P]['id'] extends Id<infer N, infer V> ? { readonly [K in N]: V } : NoFields;
type QueryFields<P extends PlaceId> = {
  readonly [K in keyof Places[P]['query']]: Places[P]['query'][K] extends Param<infer V>
    ? V
    : never;
};

/** A place with everything that its address says: which one of many, view, selection, filters. */
export type RouteOf<P extends PlaceId> = { readonly place: P } & IdFields<P> & QueryFields<P>;
export type Route = { [P in PlaceId]: RouteOf<P> }[PlaceId];

/** What must be said to lead to a place: which one of many; the rest has a default. */
type Said<P extends PlaceId> = Places[P]['id'] extends null
  ? [said?: Partial<QueryFields<P>>]
  : [said: IdFields<P> & Partial<QueryFields<P>>];

/** The route to a place; what is not said is as in an address without it. */
export function routeTo<P extends PlaceId>(place: P, ...[said]: Said<P>): RouteOf<P> {
  const { query } = placeRow(place);
  const defaults = Object.entries(query).map(([name, param]) => [name, param.read(null)]);
  return { place, ...Object.fromEntries(defaults), ...said } as RouteOf<P>;
}

/** The link to a place. */
export function hrefTo<P extends PlaceId>(place: P, ...said: Said<P>): string {
  return hrefOf(routeTo(place, ...said) as Route);
}

const NOW: Route = { place: 'now' };

/** Reads a location hash, also one of an earlier form; what cannot be read is Now. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = currentAddress(hash.replace(/^#\/?/, '')).split('?');
  const [word = '', ...rest] = path.split('/');
  const place = PLACE_IDS.find((id) => id === word);
  if (place === undefined) return NOW;
  const { id, query } = placeRow(place);
  const found = new URLSearchParams(search);
  const fields = Object.entries(query).map(([name, param]) => [name, param.read(found.get(name))]);
  const which = id === null ? null : id.read(decodePart(rest[0] ?? ''));
  if (id !== null && which === null) return place === 'project' ? routeTo('projects') : NOW;
  return {
    place,
    ...(id === null ? {} : { [id.name]: which }),
    ...Object.fromEntries(fields),
  } as Route;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A hash typed by hand may hold a lone percent sign: it stands for itself.
    return part;
  }
}

/** The location hash of a route, for links. */
export function hrefOf(route: Route): string {
  if (route.place === 'now') return '#/';
  const { id, query } = placeRow(route.place);
  const values: Readonly<Record<string, unknown>> = { ...route };
  const which = id === null ? '' : `/${encodeURIComponent(String(values[id.name]))}`;
  const search = new URLSearchParams();
  for (const [name, param] of Object.entries(query)) {
    const written = param.write(values[name]);
    if (written !== null) search.set(name, written);
  }
  const text = search.toString();
  return `#/${route.place}${which}${text === '' ? '' : `?${text}`}`;
}

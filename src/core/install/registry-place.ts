import type { Place } from '#shared/messages/place.ts';
import { formatPlace, readPlace } from '../places/read-place.ts';

/** What stands before `@` is a name and a password. */
const ADDRESS =
  /^(https?):\/\/(?:[^/?#]*@)?([^/?#:@\s]+)(?::(\d{1,5}))?(\/[^?#\s]*)?(?:[?#]\S*)?$/i;

/** A registry's address without credentials, and its place; null: it cannot be approved. */
export function registryAt(address: string): { url: string; place: string } | null {
  const [, scheme = '', host = '', digits = '', path = '/'] = ADDRESS.exec(address) ?? [];
  const port = digits === '' ? (scheme === 'https' ? 443 : 80) : digits;
  const read = readPlace(`${host}:${port}`);
  if (host === '' || read.kind === 'refused') return null;
  const shownPort = digits === '' ? '' : `:${digits}`;
  return { url: `${scheme}://${host}${shownPort}${path}`, place: formatPlace(read.place) };
}

/** The places of an installation. */
export function placesOf(registries: readonly string[]): Place[] {
  return registries.flatMap((text) => {
    const read = readPlace(text);
    return read.kind === 'place' ? [read.place] : [];
  });
}

/** The registry that npm's settings name, the same for all packages. */
export function npmRegistryIn(settings: string): string | null {
  return /^\s*registry\s*=\s*["']?([^\s"']+)/m.exec(settings)?.[1] ?? null;
}

/** The index that pip's settings name in a section that concerns installing. */
export function pipIndexIn(settings: string): string | null {
  let section = '';
  for (const line of settings.split(/\r?\n/)) {
    section = /^\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
    const value = /^index[-_]url\s*[=:]\s*(\S+)/.exec(line.trim())?.[1];
    if (value !== undefined && /^(?:global|install)$/.test(section)) return value;
  }
  return null;
}

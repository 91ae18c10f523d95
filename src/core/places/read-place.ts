import type { Place } from '#shared/messages/place.ts';
import { DEFAULT_PORTS } from '#shared/present/default-ports.ts';

export type ReadPlace =
  | { kind: 'place'; place: Place }
  /** A sentence: why nobody can approve it. */
  | { kind: 'refused'; why: string };

const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*$/;
const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '::1']);
/** By proxy variables; a command cannot listen on a port below 1024 inside. */
const PROXIED = new Set([80, 443]);
const OWN_PORTS: ReadonlySet<number> = new Set(Object.values(DEFAULT_PORTS));

/** Reads `host:port`. Rules: SPEC.md. */
export function readPlace(text: string): ReadPlace {
  const [, named = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (named === '') return refused(`“${text}” names no port`);
  const port = Number(digits);
  const host = named
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  if (port < 1 || port > 65_535) return refused(`${digits} is no port`);
  if (port < 1024 && !PROXIED.has(port)) return refused(`port ${port} cannot be forwarded`);
  if (THIS_MACHINE.has(host)) {
    if (PROXIED.has(port)) return refused(`port ${port} of this machine cannot be forwarded`);
    if (OWN_PORTS.has(port)) return refused(`port ${port} is one of Slipway’s own`);
    return { kind: 'place', place: { host: 'localhost', port } };
  }
  // The last part of a name is never a number: that would be another spelling of an address.
  if (!NAME.test(host) || /(?:^|\.)(?:\d+|0x[\da-f]*)$/.test(host))
    return refused(`“${host}” is no name; places are approved by name`);
  if (host.endsWith('.localhost')) return refused(`“${host}” is this machine; name it localhost`);
  return { kind: 'place', place: { host, port } };
}

/** As a person reads it. */
export function formatPlace({ host, port }: Place): string {
  return `${host}:${port}`;
}

/** Whether its connections go through the proxy of the sandbox. */
export function isProxied({ port }: Place): boolean {
  return PROXIED.has(port);
}

function refused(why: string): ReadPlace {
  return { kind: 'refused', why };
}

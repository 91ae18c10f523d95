/** What the gate looks at. Each header carries every value that was sent, so that doubles show. */
export interface GateRequest {
  hosts: readonly string[];
  origins: readonly string[];
  secFetchSites: readonly string[];
  /** The port this listener is bound to. */
  port: number;
}

export type GateVerdict = { ok: true } | { ok: false; reason: string };

/** The three checks; all on. Tests switch one off to prove that it is needed. */
export interface GateChecks {
  host: boolean;
  origin: boolean;
  secFetchSite: boolean;
}

export const ALL_CHECKS: GateChecks = { host: true, origin: true, secFetchSite: true };

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Lets the person's own programs and this listener's own pages in, and no other web page.
 * A rebound page shows only in Host, a sandboxed one in Origin, an `<img>` only in Sec-Fetch-Site.
 */
export function checkLocalGate(
  request: GateRequest,
  checks: GateChecks = ALL_CHECKS,
  allowedHosts: readonly string[] = [],
): GateVerdict {
  const { hosts, origins, secFetchSites, port } = request;
  const isAllowed = isAllowedHost(hosts[0], port, allowedHosts);
  if (checks.host && (hosts.length !== 1 || !(isAllowed || isOwnHost(hosts[0], port)))) {
    return refuse(
      `Host must be localhost:${port}, 127.0.0.1:${port} or [::1]:${port}, ` +
        'or a name in SLIPWAY_ALLOWED_HOSTS.',
    );
  }
  const isOwn = isOwnOrigin(origins[0], hosts[0], isAllowed);
  if (checks.origin && (origins.length > 1 || !isOwn)) {
    return refuse('Web pages of other origins may not use this service.');
  }
  if (checks.secFetchSite && (secFetchSites.length > 1 || !isOwnSite(secFetchSites[0]))) {
    return refuse('Web pages of other sites may not use this service.');
  }
  return { ok: true };
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return LOOPBACK_NAMES.some(
    (name) => host === `${name}:${port}` || (port === 80 && host === name),
  );
}

// Without a port of its own, a name stands for its usual ports and for this listener's.
function isAllowedHost(
  host: string | undefined,
  port: number,
  allowedHosts: readonly string[],
): boolean {
  const given = host?.toLowerCase();
  return allowedHosts.some((name) => given === name || given === `${name}:${port}`);
}

// A page of http://localhost:6200 sends Host localhost:6200: its origin is the very host it asked.
// In front of another name may stand a proxy that speaks TLS.
function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  mayBeSecure: boolean,
): boolean {
  if (origin === undefined) return true;
  if (host === undefined) return false;
  return origin === `http://${host}` || (mayBeSecure && origin === `https://${host}`);
}

function isOwnSite(site: string | undefined): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}

function refuse(reason: string): GateVerdict {
  return { ok: false, reason };
}

/** The gate's view of a request: all values of its three headers. */
export function gateRequest(rawHeaders: readonly string[], port: number): GateRequest {
  const hosts: string[] = [];
  const origins: string[] = [];
  const secFetchSites: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (name === 'host') hosts.push(value);
    else if (name === 'origin') origins.push(value);
    else if (name === 'sec-fetch-site') secFetchSites.push(value);
  }
  return { hosts, origins, secFetchSites, port };
}

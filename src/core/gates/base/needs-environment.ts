const NODE_ERROR =
  /\b(?:connect|getaddrinfo|queryA)?\s*(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EAI_AGAIN|ENOTFOUND|ECONNRESET)\b[ ,]*([\w.:[\]/-]*)/;
const GO_DIAL =
  /\bdial (?:tcp|udp|unix)[46]? ([^\s:]+(?::\d+)?)[^\n]*?(?:connection refused|network is unreachable|no such host|server misbehaving|no route to host)/;
const REFUSED =
  /(?:\[Errno (?:111|101|113|-2|-3)\]|Connection refused|Network is unreachable|Name or service not known|Temporary failure in name resolution|No route to host|UnknownHostException|java\.net\.ConnectException|Could not connect to server|Cannot connect to the Docker daemon|could not translate host name|could not connect to server|connection to server at)/;
const PLACES = [
  /\bhost='([\w.-]+)', port=(\d+)/,
  /connection to server at "([\w.:-]+)"(?: \([^)]*\))?, port (\d+)/,
  /\bhttps?:\/\/([\w.-]+(?::\d+)?)/,
  // What pytest shows of the standard library's call.
  /\baddress = \('([\w.:-]+)', (\d+)\)/,
  /(unix:\/\/\/[\w./-]*\w)/,
  /\b((?:\d{1,3}\.){3}\d{1,3}|localhost|[a-z][\w-]*(?:\.[\w-]+)+(?<!\.(?:py|[cm]?[jt]sx?|go|rb|rs|java|kt|php|cs|c|cc|cpp|h|exs?)))[ :](?:port )?(\d{2,5})\b/i,
  /(?:host name|UnknownHostException:|resolve) "?([\w.-]+)"?/,
];

/**
 * What outside the sandbox could not be reached, by the words of a failure: `host:port`, a host or
 * a socket's path; null: it says nothing of that. The words are those of node, Python, Go, the JVM,
 * libpq and docker.
 */
export function missingPlace(text: string): string | null {
  const dialled = GO_DIAL.exec(text)?.[1];
  if (dialled !== undefined) return dialled;
  const node = NODE_ERROR.exec(text);
  if (node?.[2] !== undefined && /[\w]/.test(node[2])) return withPort(node[2], text);
  if (node === null && !REFUSED.test(text)) return null;
  for (const form of PLACES) {
    const [, host, port] = form.exec(text) ?? [];
    if (host !== undefined) return port === undefined ? withPort(host, text) : `${host}:${port}`;
  }
  return 'a place it does not name';
}

/** Scheme, host and port. */
const ADDRESS = /\b([a-z]{2,12})(?:\+\w{1,20})?:\/\/(?:[^\s/@]{1,200}@)?([\w.-]+)(?::(\d{1,5}))?/gi;
const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mongodb: 27_017,
  redis: 6379,
  amqp: 5672,
};

/** With the port that an address of the host in the text has, or its scheme. */
function withPort(host: string, text: string): string {
  for (const [, scheme = '', there, port] of text.matchAll(ADDRESS)) {
    const known = port ?? PORTS[scheme.toLowerCase()];
    if (there === host && known !== undefined) return `${host}:${known}`;
  }
  return host;
}

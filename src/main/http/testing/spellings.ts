/** How one request for a route may be written so that a check that looks at text misses it. */
export interface Spelling {
  name: string;
  /** The bytes up to the headers' end, for port 80, for a target such as `/svc/pas/health`. */
  bytes(method: string, target: string): string;
}

type Rewrite = (target: string) => string;

const plain = (method: string, target: string, more = ''): string =>
  `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
  `Content-Length: 0\r\n${more}\r\n`;

const ofTarget = (name: string, rewrite: Rewrite): Spelling => ({
  name,
  bytes: (method, target) => plain(method, rewrite(target)),
});
const withHeader = (name: string, header: string): Spelling => ({
  name,
  bytes: (method, target) => plain(method, target, `${header}\r\n`),
});
const withMethod = (method: string): Spelling => ({
  name: method,
  bytes: (_, target) => plain(method, target),
});

const encode = (char: string): string => `%${char.charCodeAt(0).toString(16)}`;
const encodeAll: Rewrite = (target) => target.replaceAll(/[^/]/g, encode);
const firstLetter: Rewrite = (target) => target.replace(/[a-z]/, encode);
const lastLetter: Rewrite = (target) => target.replace(/[a-z](?=[^a-z]*$)/, encode);

export const SPELLINGS: readonly Spelling[] = [
  ofTarget('as it is', (target) => target),
  ofTarget('first letter encoded', firstLetter),
  ofTarget('last letter encoded', lastLetter),
  ofTarget('every letter encoded', encodeAll),
  ofTarget('encoded in capitals', (target) => encodeAll(target).toUpperCase()),
  ofTarget('encoded twice', (target) => encodeAll(target).replaceAll('%', '%25')),
  ofTarget('overlong encoding', (target) => target.replace(/[a-z]/, '%c1%b3')),
  ofTarget('two slashes in front', (target) => `/${target}`),
  ofTarget('two slashes between', (target) => `/${target.slice(1).replaceAll('/', '//')}`),
  ofTarget('slash behind', (target) => `${target}/`),
  ofTarget('encoded slashes', (target) => `/${target.slice(1).replaceAll('/', '%2f')}`),
  ofTarget('backslashes', (target) => `/${target.slice(1).replaceAll('/', '\\')}`),
  ofTarget('dot segment', (target) => `/.${target}`),
  ofTarget('up and down', (target) => `/assets/..${target}`),
  ofTarget('encoded up and down', (target) => `/assets/%2e%2e${target}`),
  ofTarget('dot behind', (target) => `${target}.`),
  ofTarget('capitals', (target) => target.toUpperCase()),
  ofTarget('semicolon', (target) => `${target};a=b`),
  ofTarget('null behind', (target) => `${target}%00`),
  ofTarget('query behind', (target) => `${target}?/index.html`),
  ofTarget('query of a file', (target) => `${target}?x=/assets/app.js`),
  ofTarget('encoded question mark', (target) => `${target}%3f.js`),
  ofTarget('fragment behind', (target) => `${target}#/index.html`),
  {
    name: 'absolute form',
    bytes: (method, target) => plain(method, `http://localhost${target}`),
  },
  {
    name: 'absolute form of another host',
    bytes: (method, target) => plain(method, `http://evil.test${target}`),
  },
  {
    name: 'HTTP/1.0 without Host',
    bytes: (method, target) => `${method} ${target} HTTP/1.0\r\n\r\n`,
  },
  {
    name: 'a Host that the page was rebound from',
    bytes: (method, target) => plain(method, target).replace('localhost', 'evil.test'),
  },
  withMethod('HEAD'),
  withMethod('OPTIONS'),
  withHeader('method override', 'X-HTTP-Method-Override: GET'),
  withHeader('rewritten address', 'X-Original-URL: /index.html'),
  withHeader('forwarded for this machine', 'X-Forwarded-For: 127.0.0.1'),
  withHeader('empty token', 'Authorization: Bearer '),
  withHeader('token of no one', 'Authorization: Bearer null'),
  withHeader('token in a cookie', 'Cookie: token=slipway'),
  withHeader('accepts a page', 'Accept: text/html'),
  withHeader(
    'upgrade to a WebSocket',
    'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ),
];

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_CHECKS, checkLocalGate, gateRequest } from './gate.ts';
import { isAllowedPeer } from './peer-user.ts';
import { rowsWithPort } from './proc-net.ts';
import { rawRequest, statusOf } from './testing/raw-request.ts';
import { createSampleServer, startSample } from './testing/start-sample.ts';
import { tokenAuth } from './testing/token-auth.ts';

const PORT = 6200;
const OWN_HOSTS = ['localhost:6200', '127.0.0.1:6200', '[::1]:6200'];
const FOREIGN_HOSTS = [
  '',
  ' ',
  ':',
  ':6200',
  'localhost',
  '127.0.0.1',
  '[::1]',
  '::1',
  '::1:6200',
  'localhost:',
  'localhost:80',
  'localhost:6201',
  'localhost:62000',
  'localhost:06200',
  'localhost:6200 ',
  ' localhost:6200',
  'localhost :6200',
  'localhost:6200,evil.test',
  'LOCALHOST:6200',
  'Localhost:6200',
  'localhost.:6200',
  'localhost.localdomain:6200',
  'x.localhost:6200',
  'localhost.evil.test:6200',
  'localhost@evil.test:6200',
  'evil.test@localhost:6200',
  'user:pw@localhost:6200',
  'http://localhost:6200',
  '//localhost:6200',
  'localhost:6200/',
  'localhost:6200#',
  'localhost:6200?',
  'localhost\\:6200',
  'localhost%3A6200',
  'localhost\t:6200',
  'local host:6200',
  'localhost:6200:6200',
  'evil.test',
  'evil.test:6200',
  '127.0.0.1:6201',
  '127.0.0.1.:6200',
  '127.0.0.1.nip.io:6200',
  '127.0.0.2:6200',
  '127.1:6200',
  '127.0.1:6200',
  '2130706433:6200',
  '0x7f000001:6200',
  '0x7f.1:6200',
  '0177.0.0.1:6200',
  '017700000001:6200',
  '0:6200',
  '0.0.0.0:6200',
  '[::]:6200',
  '[0:0:0:0:0:0:0:1]:6200',
  '[::0001]:6200',
  '[::1%25lo]:6200',
  '[::1%lo]:6200',
  '[::ffff:127.0.0.1]:6200',
  '[::ffff:7f00:1]:6200',
  '[::1]:6201',
  '[::1]',
  '[::1',
  '::1]:6200',
  '10.0.0.1:6200',
  '169.254.169.254:6200',
  'ⓛocalhost:6200',
  'lоcalhost:6200',
  '１２７.０.０.１:6200',
  'null',
  'undefined',
];
const OWN = { hosts: ['localhost:6200'], origins: [], secFetchSites: [], port: PORT };

describe('checkLocalGate', () => {
  it('covers at least 60 spellings of Host', () => {
    expect(new Set([...OWN_HOSTS, ...FOREIGN_HOSTS]).size).toBeGreaterThanOrEqual(60);
  });

  it.each(OWN_HOSTS)('lets Host %s in', (host) => {
    expect(checkLocalGate({ ...OWN, hosts: [host] })).toEqual({ ok: true });
  });

  it.each(FOREIGN_HOSTS)('refuses Host "%s"', (host) => {
    expect(checkLocalGate({ ...OWN, hosts: [host] }).ok).toBe(false);
    expect(checkLocalGate({ ...OWN, hosts: [host] }, { ...ALL_CHECKS, host: false }).ok).toBe(true);
  });

  it('lets the port be left out on port 80 only', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(checkLocalGate({ ...OWN, hosts: [host], port: 80 }).ok).toBe(true);
    }
  });

  it.each([
    'null',
    'http://localhost:6201',
    'http://localhost',
    'https://localhost:6200',
    'file://',
    'http://127.0.0.1:6200',
    'http://evil.test',
    'http://localhost:6200/',
    'HTTP://localhost:6200',
    '',
    'chrome-extension://abc',
    'app://slipway',
  ])('refuses Origin "%s" on localhost:6200', (origin) => {
    expect(checkLocalGate({ ...OWN, origins: [origin] }).ok).toBe(false);
  });

  it.each([
    ['slipway.test', true],
    ['slipway.test:6200', true],
    ['SLIPWAY.test', true],
    ['localhost:7777', true],
    ['slipway.test:6201', false],
    ['x.slipway.test', false],
    ['slipway.test.', false],
    ['localhost:7778', false],
  ])('answers Host %s with %s where slipway.test and localhost:7777 are allowed', (host, ok) => {
    const allowed = ['slipway.test', 'localhost:7777'];
    expect(checkLocalGate({ ...OWN, hosts: [host] }, ALL_CHECKS, allowed).ok).toBe(ok);
    const isUsual = OWN_HOSTS.includes(host);
    expect(checkLocalGate({ ...OWN, hosts: [host] }).ok).toBe(isUsual);
    const origins = [`https://${host}`];
    expect(checkLocalGate({ ...OWN, hosts: [host], origins }, ALL_CHECKS, allowed).ok).toBe(ok);
  });

  it.each(OWN_HOSTS)('lets the own origin of %s in', (host) => {
    const request = { ...OWN, hosts: [host], origins: [`http://${host}`] };
    expect(checkLocalGate(request).ok).toBe(true);
  });

  it.each([
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
    ['', false],
    ['Same-Origin', false],
    ['same-origin, none', false],
  ])('answers Sec-Fetch-Site "%s" with %s', (site, ok) => {
    expect(checkLocalGate({ ...OWN, secFetchSites: [site] }).ok).toBe(ok);
  });

  it('refuses doubled headers', () => {
    const doubles = [
      ['Host', 'localhost:6200', 'host', 'localhost:6200'],
      [
        'Host',
        'localhost:6200',
        'Origin',
        'http://localhost:6200',
        'ORIGIN',
        'http://localhost:6200',
      ],
      ['Host', 'localhost:6200', 'sec-fetch-site', 'none', 'Sec-Fetch-Site', 'none'],
      [],
    ];
    for (const headers of doubles) {
      expect(checkLocalGate(gateRequest(headers, PORT)).ok).toBe(false);
    }
  });
});

describe('the gate before every handler', () => {
  let started: Awaited<ReturnType<typeof startSample>>;
  beforeAll(async () => {
    started = await startSample();
  });
  afterAll(() => started.app.close());

  const TARGETS = [
    ['GET', '/health'],
    ['HEAD', '/health'],
    ['POST', '/v1/cards'],
    ['DELETE', '/v1/cards/1'],
    ['GET', '/nowhere'],
    ['PUT', '/health'],
    ['OPTIONS', '/v1/cards'],
    ['GET', '/docs/'],
    ['GET', '/openapi.json'],
    ['GET', '/v1/events'],
    ['GET', 'http://localhost/health'],
  ];

  it.each(TARGETS)('refuses a rebound %s %s', async (method, target) => {
    const before = started.sample.calls();
    const head = `${method} ${target} HTTP/1.1\r\nHost: evil.test:${started.port}\r\nConnection: close\r\n`;
    expect(statusOf(await rawRequest(started.port, `${head}\r\n`))).toBe(403);
    const upgrade = `${head.replace('close', 'upgrade')}Upgrade: websocket\r\n\r\n`;
    expect(statusOf(await rawRequest(started.port, upgrade))).toBe(403);
    expect(started.sample.calls()).toBe(before);
  });

  it('refuses HTTP/1.0 and HTTP/1.1 without Host', async () => {
    expect(statusOf(await rawRequest(started.port, 'GET /health HTTP/1.0\r\n\r\n'))).toBe(403);
    const bare = 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n';
    expect(statusOf(await rawRequest(started.port, bare))).toBe(403);
  });

  it('answers on both loopback addresses', async () => {
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      const response = await fetch(`http://${host}:${started.port}/health`);
      expect(response.status).toBe(200);
    }
  });
});

describe('token mode', () => {
  const auth = tokenAuth({
    'all-rights': ['view', 'start'],
    'only-views': ['view'],
    'only-starts': ['start'],
  });
  const { app, sample } = createSampleServer({ gate: { auth } });
  afterAll(() => app.close());

  it.each([
    [undefined, 401],
    ['Bearer wrong', 401],
    ['Bearer ', 401],
    ['all-rights', 401],
    ['Bearer only-views', 403],
    ['Bearer all-rights', 200],
  ])('answers a write with Authorization %s by %d', async (authorization, status) => {
    const headers = {
      'idempotency-key': 'a-long-enough-key',
      ...(authorization === undefined ? {} : { authorization }),
    };
    const before = sample.calls();
    const response = await app.inject({ method: 'POST', url: '/v1/cards/1/start', headers });
    expect(response.statusCode).toBe(status);
    expect(sample.calls() - before).toBe(status === 200 ? 1 : 0);
    expect(response.json().actor).toBe(status === 200 ? 'all-rights' : undefined);
  });

  it('lets a viewing token read', async () => {
    const headers = { authorization: 'Bearer only-views' };
    expect((await app.inject({ url: '/health', headers })).statusCode).toBe(200);
  });

  it.each(['/health', '/v1/events', '/openapi.json', '/docs/'])(
    'asks for the scope view at %s, also where no operation stands behind it',
    async (url) => {
      const headers = { authorization: 'Bearer only-starts' };
      const response = await app.inject({ url, headers });
      expect([response.statusCode, response.json().detail]).toEqual([
        403,
        expect.stringContaining('does not have the scope view'),
      ]);
    },
  );

  it('keeps the check of Host: a rebound page has no token, but may have stolen one', async () => {
    const headers = { authorization: 'Bearer all-rights', host: 'evil.test' };
    expect((await app.inject({ url: '/health', headers })).statusCode).toBe(403);
  });

  it('names the scope that a token lacks', async () => {
    const headers = { authorization: 'Bearer only-views' };
    const response = await app.inject({ method: 'DELETE', url: '/v1/cards/1', headers });
    expect([response.statusCode, response.json().detail]).toEqual([
      403,
      expect.stringContaining('does not have the scope admin'),
    ]);
  });

  it('still refuses pages of other origins', async () => {
    const headers = { authorization: 'Bearer all-rights', origin: 'http://evil.test' };
    expect((await app.inject({ url: '/health', headers })).statusCode).toBe(403);
  });
});

describe('the peer’s user', () => {
  it('is looked up by port alone, at either end of a row and never in another column', () => {
    const row = (local: string, remote: string, n: number) =>
      `   ${n}: 0100007F:${local} 0100007F:${remote} 01 00000000:0000A000 00:00000000 00000000  1000  0 ${n} 1`;
    const rows = [row('1838', 'A000', 1), row('A000', '1838', 2), row('1838', '0A00', 3)];
    const tables = ['  sl  local_address rem_address', ...rows, ''].join('\n');
    expect(rowsWithPort(tables, 0xa000).map(({ inode }) => inode)).toEqual([1, 2]);
    expect(rowsWithPort(tables, 0x1838).map(({ inode }) => inode)).toEqual([1, 2, 3]);
    expect(rowsWithPort(tables.trimEnd(), 0x0a00).map(({ inode }) => inode)).toEqual([3]);
    expect(rowsWithPort('', 0xa000)).toEqual([]);
  });

  const table = (uid: number, inode: number) =>
    rowsWithPort(
      [
        '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
        '   0: 0100007F:1838 0100007F:A000 01 00000000:00000000 00:00000000 00000000  1000        0 77 1',
        `   1: 0100007F:A000 0100007F:1838 01 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1`,
      ].join('\n'),
      0xa000,
    );
  const connection = { family: 'IPv4', ownPort: 6200, peerPort: 0xa000 } as const;

  it.each([
    ['our own program', 1000, 5, true],
    ['root', 0, 5, true],
    ['another user', 1001, 5, false],
    ['a program that is gone', 0, 0, false],
  ])('decides on %s', (_who, uid, inode, allowed) => {
    expect(isAllowedPeer(table(uid, inode), connection, 1000)).toBe(allowed);
  });

  it('looks at the connection’s own family: what is left of another with the same ports says nothing', () => {
    const six = '00000000000000000000000001000000';
    const mapped = '0000000000000000FFFF00000100007F';
    const rowOf = (address: string, uid: number, inode: number) =>
      `   0: ${address}:A000 ${address}:1838 06 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1`;
    const withRow = (row: string) => [...table(1000, 5), ...rowsWithPort(`\n${row}`, 0xa000)];
    expect(isAllowedPeer(withRow(rowOf(six, 0, 0)), connection, 1000)).toBe(true);
    expect(isAllowedPeer(withRow(rowOf(mapped, 1001, 7)), connection, 1000)).toBe(false);
    const overSix = { ...connection, family: 'IPv6' } as const;
    expect(isAllowedPeer(withRow(rowOf(six, 1000, 7)), overSix, 1000)).toBe(true);
    expect(isAllowedPeer(withRow(rowOf(six, 1001, 7)), overSix, 1000)).toBe(false);
  });

  it('refuses a peer that the table lacks while it has our end, and allows where it has neither', () => {
    expect(isAllowedPeer(table(1000, 5).slice(0, 1), connection, 1000)).toBe(false);
    expect(isAllowedPeer([], connection, 1000)).toBe(true);
  });
});

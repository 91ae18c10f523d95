import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request } from 'node:http';
import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '#shared/messages/place.ts';
import { linesOf, startJob, toolJob } from '../../testing/run-job.ts';
import { startHostService, type HostService } from '../../testing/start-host-service.ts';
import { listProcesses, readProcFile } from '../proc-stat.ts';
import { connectPlace, PlaceRefused } from './connect-place.ts';
import { ownMachine } from './own-machine.ts';
import { createProxy } from './proxy.ts';
import { whyNotAddress } from './why-not-address.ts';

const here = (port: number): Place => ({ host: 'localhost', port });
let folder: string;
let wanted: HostService;
let other: HostService;
/** Listens in this process, as an engine's services do. */
let own: Server;
let ownPort: number;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-reach-')));
  [wanted, other] = await Promise.all([startHostService(), startHostService()]);
  own = createServer((socket) => socket.end('the engine\n')).listen(0, '127.0.0.1');
  await once(own, 'listening');
  ownPort = (own.address() as AddressInfo).port;
});
afterAll(async () => {
  await Promise.all([wanted.stop(), other.stop(), new Promise((done) => own.close(done))]);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs bash text in the sandbox with ways to the places, and answers what it and the log said. */
async function runInside(script: string, places: readonly Place[]) {
  writeFileSync(join(folder, 'try.sh'), script);
  const job = startJob(
    toolJob({
      argv: ['bash', 'try.sh'],
      cwd: folder,
      confinement: { driver: 'bubblewrap', writable: [folder], readable: [], network: false },
      places,
    }),
  );
  const result = await job.result;
  return { ...result, lines: result.stdout.trim().split('\n'), notes: linesOf(job, 'system') };
}

/** A bash function that says what an address and a port answer. */
const ASK = `ask() { exec 3<>"/dev/tcp/$1/$2" && cat <&3 || echo nobody; exec 3>&-; } 2>/dev/null\n`;

describe('“an approval names host:port, reached by a forwarder inside through a bound Unix socket”', () => {
  it('by 127.0.0.1, ::1 and localhost, and nothing else of the host is reached', async () => {
    const said = await runInside(
      `${ASK}for at in 127.0.0.1 ::1 localhost; do ask $at ${wanted.port}; done
       for at in 127.0.0.1 ::1 127.77.1.1; do ask $at ${other.port}; done
       ask 127.0.0.1 ${ownPort}
       ls /run/slipway-ways`,
      [here(wanted.port)],
    );
    const hello = 'hello from the host';
    const nobody = 'nobody';
    expect(said.lines).toEqual([hello, hello, hello, nobody, nobody, nobody, nobody, '0', 'hosts']);
    expect(said.exitCode).toBe(0);
  });

  it('without an approval, nothing', async () => {
    const said = await runInside(`${ASK}ask 127.0.0.1 ${wanted.port}; ls /run`, []);
    expect(said.lines).toEqual(['nobody']);
  });

  it('a name is an address of the sandbox’s own, and ports 80 and 443 go by a proxy that knows no other', async () => {
    const said = await runInside(
      `getent hosts db.example; echo "$HTTPS_PROXY $http_proxy $NO_PROXY"
       connect() { exec 3<>/dev/tcp/127.77.0.1/3128; printf 'CONNECT %s HTTP/1.1\\r\\n\\r\\n' "$1" >&3; head -1 <&3; exec 3>&-; }
       connect db.example:5432; connect other.example:443; connect 127.0.0.1:${other.port}; connect api.example.invalid:443`,
      [
        { host: 'db.example', port: 5432 },
        { host: 'api.example.invalid', port: 443 },
      ],
    );
    expect(said.lines.map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      '127.77.1.1 db.example',
      'http://127.77.0.1:3128 http://127.77.0.1:3128 localhost,127.0.0.1,::1',
      'HTTP/1.1 403 Forbidden',
      'HTTP/1.1 403 Forbidden',
      'HTTP/1.1 403 Forbidden',
      'HTTP/1.1 502 Bad Gateway',
    ]);
  });

  it('“Slipway’s own ports never”, approved or not, and the log says so', async () => {
    const said = await runInside(`${ASK}ask 127.0.0.1 ${ownPort}; ask ::1 ${ownPort}`, [
      here(ownPort),
    ]);
    expect(said.stdout).not.toContain('the engine');
    expect(said.notes.join('\n')).toContain(
      `Nothing was connected to localhost:${ownPort}: port ${ownPort} of this machine is Slipway’s own.`,
    );
  });

  it('the command is the forwarder’s parent no more than anybody’s, and both end together', async () => {
    const said = await runInside(
      `wait; echo "exit"; cat /proc/self/environ | tr '\\0' '\\n' | grep -c ELECTRON_RUN_AS_NODE; exit 7`,
      [here(wanted.port)],
    );
    expect(said).toMatchObject({ exitCode: 7, lines: ['exit', '0'] });
    const left = listProcesses().filter(
      ({ pid, state }) =>
        state !== 'Z' && readProcFile(pid, 'cmdline')?.includes('/run/slipway-ways') === true,
    );
    expect(left).toEqual([]);
  });
});

describe('PLACE-6 where a name leads', () => {
  const machine = { ports: new Set([6200, 7777]), addresses: new Set(['192.168.1.5', 'fe80::1']) };
  const db = { host: 'db.example', port: 5432 };

  it.each([
    '127.0.0.1',
    '127.0.0.2',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0.0.0.0',
    '::',
    '169.254.169.254',
    '::ffff:a9fe:a9fe',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    'ff02::1',
    '0.1.2.3',
  ])('%s is not connected to', (address) =>
    expect(whyNotAddress(address, db, machine)).not.toBeNull(),
  );

  it.each(['10.0.0.7', '93.184.216.34', '2606:2800:220:1::1', '192.168.1.5', '::ffff:10.0.0.7'])(
    '%s is',
    (address) => expect(whyNotAddress(address, db, machine)).toBeNull(),
  );

  it('an address of this machine is refused at a port of Slipway’s own, whatever it is set to', () => {
    const at = (port: number) => ({ host: 'me.example', port });
    for (const address of ['192.168.1.5', '::ffff:192.168.1.5'])
      for (const port of [6200, 7777])
        expect(whyNotAddress(address, at(port), machine)).toContain('Slipway’s own');
    expect(whyNotAddress('127.0.0.1', here(7777), machine)).toContain('Slipway’s own');
    expect(whyNotAddress('127.0.0.1', here(5432), { ...machine, ports: null })).not.toBeNull();
    expect(ownMachine().ports?.has(ownPort)).toBe(true);
    expect(ownMachine().ports?.has(wanted.port)).toBe(false);
  });

  it('is judged when it is connected to: a name that leads to loopback by then gains nothing', async () => {
    const rebinding = () => Promise.resolve(['127.0.0.1']);
    const reach = connectPlace({ host: 'db.example', port: other.port }, { resolve: rebinding });
    await expect(reach).rejects.toBeInstanceOf(PlaceRefused);
    const mixed = () => Promise.resolve(['93.184.216.34', '127.0.0.1']);
    await expect(connectPlace(db, { resolve: mixed })).rejects.toBeInstanceOf(PlaceRefused);
  });

  const outward = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  it.runIf(outward !== undefined)(
    'an address of this machine is known by the connection where no interface lists it',
    async () => {
      const server = createServer((socket) => socket.destroy()).listen(0, outward);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const reach = (ports: ReadonlySet<number>) =>
        connectPlace(
          { host: 'me.example', port },
          { resolve: async () => [outward ?? ''], own: { ports, addresses: new Set() } },
        );
      await expect(reach(new Set([port]))).rejects.toBeInstanceOf(PlaceRefused);
      (await reach(new Set())).destroy();
      server.close();
    },
  );

  it('nothing is connected to any more when the command has ended meanwhile', async () => {
    const end = new AbortController();
    const late = Promise.withResolvers<string[]>();
    const reach = connectPlace(
      { host: 'localhost', port: wanted.port },
      { resolve: () => late.promise, signal: end.signal },
    );
    end.abort();
    late.resolve(['127.0.0.1']);
    await expect(reach).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the proxy', () => {
  const closing: Server[] = [];
  afterEach(async () => {
    for (const server of closing.splice(0)) await new Promise((done) => server.close(done));
  });
  const listen = async (server: Server): Promise<number> => {
    closing.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };

  async function openProxy() {
    const served = createHttpServer((incoming, answer) => {
      const { host, 'proxy-authorization': login } = incoming.headers;
      void text(incoming).then((body) =>
        answer.end(`${incoming.method} ${incoming.url} ${host} ${login} ${body}`),
      );
    });
    const behind = await listen(served);
    const asked: Place[] = [];
    const proxy = createProxy([{ host: 'api.example', port: 80 }], async (place) => {
      asked.push(place);
      return createConnection({ port: behind, host: '127.0.0.1' });
    });
    return { port: await listen(proxy), asked };
  }

  const send = async (port: number, path: string, body = ''): Promise<string> => {
    const headers = { host: 'api.example', 'proxy-authorization': 'secret', connection: 'close' };
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', path, headers });
    outgoing.end(body);
    const [answer] = await once(outgoing, 'response');
    return `${answer.statusCode} ${await text(answer)}`;
  };

  it('passes whole addresses on, with no login of its own', async () => {
    const { port, asked } = await openProxy();
    const said = await send(port, 'http://API.example/a?b=c', 'body');
    expect(said).toBe('200 POST /a?b=c api.example undefined body');
    expect(asked).toEqual([{ host: 'api.example', port: 80 }]);
  });

  it('refuses every other host, port, scheme and spelling', async () => {
    const { port, asked } = await openProxy();
    for (const path of [
      'http://other.example/',
      'http://api.example:81/',
      'https://api.example/',
      '/',
      '*',
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://api.example@other.example/',
      'ftp://api.example/',
      'http://api.example.evil/',
    ])
      expect(await send(port, path), path).toMatch(/^403 /);
    expect(asked).toEqual([]);
  });
});

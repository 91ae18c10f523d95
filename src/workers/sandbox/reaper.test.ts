import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readProcStat } from './proc-stat.ts';
import { helperProgram } from './helper-program.ts';
import { FORWARDER_SCRIPT } from './ways/forwarder.ts';
import { REAPER_SCRIPT } from './reaper.ts';

const BUILD = fileURLToPath(new URL('../../../scripts/setup/build-helper.mjs', import.meta.url));
const MODULE = new URL('reaper.ts', import.meta.url).href;
const REAPER = { word: 'reap', script: REAPER_SCRIPT } as const;
const PACKAGED = '/opt/Slipway/resources/app.asar.unpacked/dist/workers/execute.js';

let folder: string;
let helper: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-helper-'));
  helper = join(folder, 'slipway-helper');
  // As `npm run package` does.
  execFileSync(process.execPath, [BUILD, helper]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const started: ChildProcess[] = [];
const pids: number[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const pid of pids.splice(0)) if (lives(pid)) process.kill(pid, 'SIGKILL');
});

/** A process nobody waits for stays in the table when it is dead. */
const lives = (pid: number): boolean => !['Z', undefined].includes(readProcStat(pid)?.state);

/** Deaf to SIGTERM; its child, in a session of its own, too. Both say who they are. */
const TREE = `
const { spawn } = require('node:child_process');
const deaf = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1e6)";
spawn(process.execPath, ['-e', deaf], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
eval(deaf);
`;

/** Has its reaper watch one tree, and watch and forget another. */
const PARENT = `
import { spawn } from 'node:child_process';
import { startReaper } from ${JSON.stringify(MODULE)};
const reaper = startReaper(JSON.parse(process.argv[1]));
for (const name of ['watched', 'forgotten']) {
  const env = { ...process.env, SLIPWAY_JOB: name + '.' + process.pid };
  const stdio = ['ignore', 'pipe', 'inherit'];
  const tree = spawn(process.execPath, ['-e', ${JSON.stringify(TREE)}], { env, detached: true, stdio });
  reaper.watch(tree.pid, env.SLIPWAY_JOB);
  if (name === 'forgotten') reaper.forget(env.SLIPWAY_JOB);
  tree.stdout.on('data', (pid) => process.stdout.write(name + ' ' + pid));
}
`;

describe.each([
  ['a script', () => helperProgram('/checkout/dist/workers/execute.js', REAPER)],
  ['a packaged app’s helper', () => ({ ...helperProgram(PACKAGED, REAPER), program: helper })],
])('the reaper as %s', (_, how) => {
  it('kills what its starter left behind at its kill -9, and only that', async () => {
    const argv = ['--input-type=module', '-e', PARENT, JSON.stringify(how())];
    const parent = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(parent);
    const found: Record<string, number[]> = { watched: [], forgotten: [] };
    for await (const line of createInterface({ input: parent.stdout })) {
      const [name = '', pid] = line.split(' ');
      found[name]?.push(Number(pid));
      pids.push(Number(pid));
      if (pids.length === 4) break;
    }
    expect(pids.map(lives)).toEqual([true, true, true, true]);
    parent.kill('SIGKILL');
    await expect.poll(() => found['watched']?.some(lives)).toBe(false);
    expect(found['forgotten']?.map(lives)).toEqual([true, true]);
  });

  it('ends with its starter, kills nothing when nothing is watched, and ignores other lines', async () => {
    const { program, args, env } = how();
    const reaper = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'inherit'] });
    started.push(reaper);
    const ended = once(reaper, 'exit');
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_each, n) => (n * 7919) % 251));
    reaper.stdin?.write(noise);
    reaper.stdin?.end('\nforget nobody\nwatch\nforget\nwatched 12 x\n{"watch":"x"}');
    expect(await ended).toEqual([0, null]);
  });
});

describe('a packaged app', () => {
  it('never starts its own program as a Node', () => {
    for (const place of [PACKAGED, PACKAGED.replace('.unpacked', '')]) {
      const { program, args, env } = helperProgram(place, REAPER);
      expect(program).toBe('/opt/Slipway/resources/helper/slipway-helper');
      expect({ args, env }).toEqual({ args: ['reap'], env: {} });
    }
    expect(helperProgram('/src/app.asar.ts/reaper.ts', REAPER).program).toBe(process.execPath);
  });

  it('its helper does nothing else, and needs no library', () => {
    for (const words of [[], ['-e', '1'], ['reap', 'x'], ['forward', '127.0.0.1', '0']])
      expect(() => execFileSync(helper, words, { stdio: 'pipe' })).toThrow(/usage: slipway-helper/);
    if (process.platform !== 'linux') return;
    const alone = ['--ro-bind', helper, '/helper', '--', '/helper'];
    const inNothing = () => execFileSync('bwrap', alone, { stdio: 'pipe' });
    expect(inNothing).toThrow(/usage: slipway-helper/);
  });
});

describe.each([
  ['a packaged app’s helper', () => [helper, 'forward']],
  ['a script', () => [process.execPath, '-e', FORWARDER_SCRIPT]],
])('%s forwards', (_, how) => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    // Says back what it got when that has ended.
    server = createServer({ allowHalfOpen: true }, (socket) => {
      void text(socket).then((got) => socket.end(got.toUpperCase()));
    });
    server.listen(join(folder, 'gateway'));
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const forwarder = async () => {
    const [program = '', ...args] = how();
    const child = spawn(program, [...args, '127.0.0.1', '0', join(folder, 'gateway')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    started.push(child);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    port = Number(line);
    return child;
  };
  const call = async (sent: string): Promise<string> => {
    const socket = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(sent);
    return text(socket);
  };

  it('connections of loopback to a Unix socket: both ways, many at once, whole', async () => {
    const child = await forwarder();
    const bodies = Array.from({ length: 40 }, (_each, n) => `${n}:${'ab'.repeat(1000 * n)}`);
    const answers = await Promise.all(bodies.map(call));
    expect(answers).toEqual(bodies.map((body) => body.toUpperCase()));
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  it.skipIf(process.platform !== 'linux')(
    'out of a sandbox without a network, whose loopback is its own (elsewhere there is none)',
    async () => {
      const inside = `
        const { spawn } = require('node:child_process');
        const { connect } = require('node:net');
        const [gateway, program, ...args] = process.argv.slice(1);
        const child = spawn(program, [...args, '127.0.0.1', '0', gateway], { stdio: ['pipe', 'pipe', 'inherit'] });
        child.stdout.once('data', (port) => {
          const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
          socket.pipe(process.stdout);
          socket.end('from inside');
          socket.once('close', () => child.stdin.end());
        });`;
      const argv = ['--unshare-all', '--die-with-parent', '--ro-bind', '/', '/', '--dev', '/dev'];
      const program = [process.execPath, '-e', inside, '--', join(folder, 'gateway'), ...how()];
      const bwrap = spawn('bwrap', [...argv, '--', ...program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      started.push(bwrap);
      expect(await text(bwrap.stdout)).toBe('FROM INSIDE');
    },
  );

  it('and closes the connection where nobody listens any more', async () => {
    await forwarder();
    server.close();
    await once(server, 'close');
    // Closed at once, before or after what was sent has been read.
    expect(await call('x').catch(() => '')).toBe('');
  });
});

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxReport } from '#shared/messages/host.ts';
import { buildBubblewrapArgv } from './bubblewrap.ts';
import { findSystemProgram } from './find-system-program.ts';
import { runCommand, type CommandOutcome } from './run-command.ts';

const LIMITS = { wallMs: 60_000, cpuSeconds: 10, memoryMb: 512, outputBytes: 4_096 };

/**
 * Where the probe's folders lie: a home with a key in it, a workspace, and a place it must not
 * reach.
 */
interface Stage {
  home: string;
  key: string;
  inside: string;
  outside: string;
  port: number;
}

/**
 * Proves the OS sandbox by trying to break it: a write outside, a connection to a listener on the
 * host's loopback and a read of ~/.ssh must fail, a write inside must work. Not ok means that
 * commands must be refused.
 */
export async function selfTestSandbox(): Promise<SandboxReport> {
  const program = findSystemProgram('bwrap');
  if (program === null) {
    const detail = 'bubblewrap is not installed; install the package bubblewrap to run commands.';
    return { driver: 'none', ok: false, detail };
  }
  const root = await realpath(await mkdtemp(join(tmpdir(), 'slipway-sandbox-')));
  const server = createServer((socket) => socket.end());
  try {
    const stage = await setStage(root, server);
    const outcome = await probe(program, stage);
    return judge(outcome, stage);
  } finally {
    server.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function setStage(root: string, server: Server): Promise<Stage> {
  const folder = (name: string): string => join(root, name);
  const stage = {
    home: folder('home'),
    key: join(folder('home'), '.ssh', 'id_canary'),
    inside: folder('inside'),
    outside: folder('outside'),
  };
  await mkdir(join(stage.home, '.ssh'), { recursive: true });
  await Promise.all([mkdir(stage.inside), mkdir(stage.outside)]);
  await writeFile(stage.key, 'canary');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { ...stage, port: (server.address() as AddressInfo).port };
}

/** Fixed text; paths and port arrive as arguments. Prints one word per escape. */
const PROBE = `
(echo x > "$1/escaped") 2>/dev/null && echo wrote-outside
(cat "$2" >/dev/null) 2>/dev/null && echo read-key
(exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null && echo connected
(echo x > "$4/written") 2>/dev/null && echo wrote-inside
exit 0
`;

function probe(program: string, stage: Stage): Promise<CommandOutcome> {
  const sandbox = buildBubblewrapArgv({
    program,
    host: { home: stage.home, path: '/usr/bin:/bin' },
    cwd: stage.inside,
    confinement: {
      driver: 'bubblewrap',
      writable: [stage.inside],
      readable: [stage.outside],
      network: false,
    },
    scratch: { home: '/tmp/home', tmp: '/tmp' },
  });
  const paths = [stage.outside, stage.key, String(stage.port), stage.inside];
  return runCommand({
    argv: [...sandbox, '/bin/bash', '-c', PROBE, 'probe', ...paths],
    cwd: stage.inside,
    env: { PATH: '/usr/bin:/bin' },
    marker: `self-test.${process.pid}`,
    limits: LIMITS,
    signal: AbortSignal.timeout(LIMITS.wallMs),
    onStart: () => {},
    onLine: () => {},
  });
}

function judge(outcome: CommandOutcome, stage: Stage): SandboxReport {
  const said = new Set(outcome.stdout.split('\n').filter(Boolean));
  const escapes = ['wrote-outside', 'read-key', 'connected'].filter((each) => said.has(each));
  if (existsSync(join(stage.outside, 'escaped'))) escapes.push('left-a-file-outside');
  const works = said.has('wrote-inside') && existsSync(join(stage.inside, 'written'));
  if (escapes.length > 0) {
    const detail = `The sandbox does not hold on this machine (${escapes.join(', ')}); commands are refused.`;
    return { driver: 'bubblewrap', ok: false, detail };
  }
  if (!works) {
    const last = outcome.combined.trim().split('\n').at(-1) ?? '';
    const why = last === '' ? 'the probe did not run' : last;
    return { driver: 'bubblewrap', ok: false, detail: `bubblewrap cannot be used here: ${why}.` };
  }
  const detail = 'bubblewrap holds: no write outside, no connection, no private keys.';
  return { driver: 'bubblewrap', ok: true, detail };
}

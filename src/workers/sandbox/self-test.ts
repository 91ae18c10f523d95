import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type ListenOptions, type Server } from 'node:net';
import { join } from 'node:path';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import type { SandboxReport } from '#shared/messages/host.ts';
import { makeTemporary } from '../files/temporary-folder.ts';
import { confine, type Confined } from './confine.ts';
import { canLayer } from './private-layers.ts';
import { runCommand, type CommandOutcome } from './run-command.ts';
import { probeScript, SANDBOX_QUESTIONS } from './sandbox-questions.ts';

const LIMITS = {
  ...COMMAND_LIMITS,
  wallMs: 60_000,
  cpuSeconds: 30,
  memoryMb: 512,
  outputBytes: 4_096,
};
const NAMESPACES = ['user', 'pid', 'ipc', 'uts', 'net', 'mnt'];

/**
 * Where the probe's folders lie: a home with a key in it, a folder it may write, one it may only
 * read; in both of these somebody listens on a socket, and somebody on a port.
 */
interface Stage {
  home: string;
  key: string;
  inside: string;
  outside: string;
  port: number;
}

type Ready = Extract<Confined, { kind: 'confined' }>;

/**
 * Proves the OS sandbox by trying to break it, with the questions of SANDBOX_QUESTIONS. Not ok
 * means that commands must be refused. `alter` takes a guard away, to show that its question
 * notices.
 */
export async function selfTestSandbox(
  alter: (confined: Ready) => Ready = (confined) => confined,
): Promise<SandboxReport> {
  const root = await makeTemporary('probe');
  const servers = new Set<Server>();
  try {
    const stage = await setStage(root, servers);
    const layering = canLayer();
    const confined = await confine({
      host: { home: stage.home, path: '/usr/bin:/bin' },
      cwd: stage.inside,
      stand: null,
      confinement: {
        driver: 'bubblewrap',
        writable: [stage.inside],
        readable: [stage.outside],
        network: false,
      },
      scratch: { home: '/tmp/home', tmp: '/tmp' },
      temporaryMb: LIMITS.temporaryMb,
    });
    const layers = await layering;
    if (confined.kind === 'impossible') return unusable('none', confined.why);
    return await judge(await probe(alter(confined), stage), stage, layers);
  } finally {
    for (const server of servers) server.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function setStage(root: string, servers: Set<Server>): Promise<Stage> {
  const [inside, outside, home] = [join(root, 'in'), join(root, 'out'), join(root, 'home')];
  const key = join(home, '.ssh', 'id_canary');
  await mkdir(join(home, '.ssh'), { recursive: true });
  await Promise.all([mkdir(inside), mkdir(outside)]);
  await writeFile(key, 'canary');
  await listen(servers, { path: join(outside, 'socket') });
  await listen(servers, { path: join(inside, 'socket') });
  const tcp = await listen(servers, { port: 0, host: '127.0.0.1' });
  return { home, key, inside, outside, port: (tcp.address() as AddressInfo).port };
}

async function listen(servers: Set<Server>, where: ListenOptions): Promise<Server> {
  const server = createServer((socket) => socket.end());
  servers.add(server);
  server.listen(where);
  await once(server, 'listening');
  return server;
}

function probe({ argv, filter }: Ready, stage: Stage): Promise<CommandOutcome> {
  const namespaces = NAMESPACES.map((each) => readlinkSync(`/proc/self/ns/${each}`));
  return runCommand({
    argv: [...argv, '/bin/bash', '-c', probeScript()],
    cwd: stage.inside,
    env: {
      PATH: '/usr/bin:/bin',
      OUTSIDE: stage.outside,
      KEY: stage.key,
      PORT: String(stage.port),
      NAMESPACES: namespaces.join(' '),
      SOCKET_READ: join(stage.outside, 'socket'),
      SOCKET_WRITE: join(stage.inside, 'socket'),
      INSIDE: stage.inside,
    },
    filter,
    written: [],
    marker: `self-test.${process.pid}`,
    limits: LIMITS,
    signal: AbortSignal.timeout(LIMITS.wallMs),
    onStart: () => {},
    onLine: () => {},
  });
}

async function judge(
  outcome: CommandOutcome,
  stage: Stage,
  layers: boolean,
): Promise<SandboxReport> {
  const said = new Set(outcome.stdout.split('\n'));
  const isThere = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  if (!said.has('works') || !(await isThere(join(stage.inside, 'written')))) {
    const last = outcome.combined.trim().split('\n').at(-1) ?? '';
    return unusable('bubblewrap', last === '' ? 'the probe did not run' : last);
  }
  if (await isThere(join(stage.outside, 'escaped'))) said.delete('writes');
  const answers = SANDBOX_QUESTIONS.map(({ name, holds, fails }) => ({
    question: name,
    holds: said.has(name),
    sentence: said.has(name) ? holds : `${fails.charAt(0).toUpperCase()}${fails.slice(1)}.`,
  }));
  const broken = SANDBOX_QUESTIONS.filter(({ name }) => !said.has(name)).map(({ fails }) => fails);
  const detail =
    broken.length === 0
      ? `All ${answers.length} questions about it are answered well.`
      : `The sandbox does not hold on this machine: ${broken.join(', ')}.`;
  // No part of the proof: without layers less works, but nothing gets out.
  answers.push({
    question: 'layers',
    holds: layers,
    sentence: layers
      ? 'What is written beside dependencies goes to a private layer.'
      : 'Private layers cannot be made, so installed dependencies are read-only.',
  });
  return { driver: 'bubblewrap', ok: broken.length === 0, detail, answers };
}

function unusable(driver: SandboxReport['driver'], why: string): SandboxReport {
  const detail = `There is no sandbox on this machine: ${why}.`;
  return { driver, ok: false, detail, answers: [] };
}

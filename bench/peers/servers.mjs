// Starts the servers the durable peers need, each with a folder and a port of its own, and stops
// them afterwards.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MS = 20_000;

/**
 * Redis with every write in the append-only file before its answer, or `{ leftOut }` with the
 * reason.
 */
export async function startRedis() {
  const program = findProgram('redis-server', []);
  if (program === null) return { leftOut: 'redis-server is not installed' };
  const dir = mkdtempSync(path.join(tmpdir(), 'slipway-bench-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
  };
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const child = spawn(program, args, { stdio: 'ignore' });
  const stop = () => stopChild(child, dir);
  if (await isReachable(port, child)) return { port, stop };
  await stop();
  return { leftOut: 'redis-server did not start' };
}

/**
 * PostgreSQL as initdb makes it, so fsync and synchronous_commit are on, or `{ leftOut }` with the
 * reason.
 */
export async function startPostgres() {
  const program = findProgram('postgres', postgresFolders());
  const initdb = findProgram('initdb', postgresFolders());
  if (program === null || initdb === null) return { leftOut: 'PostgreSQL is not installed' };
  const account = serverAccount();
  if (account === null)
    return { leftOut: 'PostgreSQL does not run as root and there is no user postgres' };
  const dir = mkdtempSync(path.join(tmpdir(), 'slipway-bench-postgres-'));
  if (account.uid !== undefined) chownSync(dir, account.uid, account.gid);
  const data = path.join(dir, 'data');
  const options = { ...account, cwd: dir, stdio: 'ignore' };
  execFileSync(
    initdb,
    ['--pgdata', data, '--auth', 'trust', '--username', 'bench', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${dir}`,
    'fsync=on',
    'synchronous_commit=on',
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(program, args, options);
  const stop = () => stopChild(child, dir);
  const url = `postgres://bench@127.0.0.1:${port}/postgres`;
  if (await isReachable(port, child)) return { url, stop };
  await stop();
  return { leftOut: 'PostgreSQL did not start' };
}

function findProgram(name, folders) {
  const all = [...folders, ...(process.env.PATH ?? '').split(path.delimiter)];
  return all.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

// Debian keeps the server's programs off the PATH.
function postgresFolders() {
  const base = '/usr/lib/postgresql';
  return existsSync(base)
    ? readdirSync(base)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => path.join(base, version, 'bin'))
    : [];
}

/** Who PostgreSQL runs as: this user, or `postgres` when this is root, whom it refuses. */
function serverAccount() {
  if (process.getuid() !== 0) return {};
  try {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function isReachable(port, child) {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until && child.exitCode === null) {
    if (await answers(port)) return true;
    await delay(50);
  }
  return false;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function stopChild(child, dir) {
  if (child.exitCode === null) {
    const closed = new Promise((resolve) => child.once('close', resolve));
    // PostgreSQL's "fast shutdown"; Redis stops on it as well.
    child.kill('SIGINT');
    await closed;
  }
  rmSync(dir, { recursive: true, force: true });
}

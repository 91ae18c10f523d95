import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPeer } from '../testing/peer.ts';
import { createWorld, runVp } from '../testing/run-vp.ts';
import { sampleHealth, sampleProject } from '../testing/samples.ts';
import { isAlive, readDiscovery } from './discovery.ts';
import { serveEntry } from './serve-entry.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let data: string;
beforeEach(async () => {
  world = await createWorld();
  data = join(world.root, 'data');
  await mkdir(data);
});
afterEach(() => world.remove());

const program = new URL('../testing/engine-program.ts', import.meta.url).href;

/** A built checkout whose engine is the given module text. */
async function checkout(serve: string): Promise<URL> {
  const main = join(world.root, 'checkout', 'dist', 'main');
  await mkdir(main, { recursive: true });
  await writeFile(
    join(world.root, 'checkout', 'package.json'),
    '{"version":"1.2.3","type":"module"}',
  );
  await writeFile(join(main, 'serve.js'), serve);
  return pathToFileURL(join(main, 'cli.js'));
}

const run = (args: string[], entry?: URL) =>
  runVp([...args, '--data', data], {
    home: world.home,
    cwd: world.repo,
    ...(entry === undefined ? {} : { entry }),
  });

it('lies next to the bundle, or in src/main beside the sources', () => {
  expect(serveEntry(new URL('file:///a/dist/main/cli.js'))).toBe('/a/dist/main/serve.js');
  expect(serveEntry(new URL('file:///a/src/cli/index.ts'))).toBe('/a/src/main/serve.ts');
});

describe('the discovery file', () => {
  const discovery = { started_at: '', version: '1', pas: 'http://a', plms: 'http://b' };

  it('is none, broken, stale or alive', async () => {
    const file = join(data, 'discovery.json');
    expect(await readDiscovery(data)).toEqual({ state: 'none' });
    await writeFile(file, '{');
    expect(await readDiscovery(data)).toEqual({ state: 'broken' });
    await writeFile(file, JSON.stringify({ ...discovery, pid: 2 ** 30 }));
    expect(await readDiscovery(data)).toMatchObject({ state: 'stale' });
    await writeFile(file, JSON.stringify({ ...discovery, pid: process.pid }));
    expect(await readDiscovery(data)).toMatchObject({ state: 'alive', discovery });
  });

  it('of a living process that does not answer counts as nothing running', async () => {
    const text = { ...discovery, pas: 'http://127.0.0.1:1', plms: 'http://127.0.0.1:1' };
    await writeFile(join(data, 'discovery.json'), JSON.stringify({ ...text, pid: process.pid }));
    const { exitCode, stderr } = await run(['pause']);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/Nothing is running.*vp start/);
  });

  it('leads to the engine that answers, whose addresses are remembered', async () => {
    const peer = await startPeer({
      plmsHealth: async () => sampleHealth(),
      listProjects: async () => ({ projects: [sampleProject(world.repo)] }),
    });
    const addresses = { pas: peer.env.PAS_API_BASE_URL, plms: peer.env.PLMS_API_BASE_URL };
    const text = JSON.stringify({ ...discovery, ...addresses, pid: process.pid });
    await writeFile(join(data, 'discovery.json'), text);
    const { exitCode, stdout } = await run(['projects']);
    await peer.close();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Shop');
    const file = join(world.home, '.vp', 'state.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ services: addresses });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('with nothing running', () => {
  it('a reading command starts an engine for itself and leaves none behind', async () => {
    const entry = await checkout(
      `import { runEngineProgram } from ${JSON.stringify(program)};\nawait runEngineProgram({ announce: false });`,
    );
    const { exitCode, stdout, stderr } = await run(['projects'], entry);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Shop');
    expect(existsSync(join(data, 'engine.pid'))).toBe(false);
  });

  it('the engine is stopped also when the command fails', async () => {
    const entry = await checkout(
      `import { runEngineProgram } from ${JSON.stringify(program)};\nawait runEngineProgram({ announce: false });`,
    );
    const { exitCode } = await run(['estimate', '--project', '9'], entry);
    expect(exitCode).toBe(2);
    expect(existsSync(join(data, 'engine.pid'))).toBe(false);
  });

  it('start keeps an engine in the background, says its pid, and stops it when no run was started', async () => {
    const entry = await checkout(
      `import { runEngineProgram } from ${JSON.stringify(program)};\nawait runEngineProgram({ announce: true });`,
    );
    const { exitCode, stderr } = await run(['start', '--project', '9'], entry);
    expect(exitCode).toBe(2);
    const pid = Number(/pid (\d+)/.exec(stderr)?.[1]);
    expect(stderr).toContain(`kill ${pid}`);
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(existsSync(join(data, 'engine.pid'))).toBe(false);
  });

  it.each([
    [
      'that dies at once',
      'console.error("the ledger is locked"); process.exit(1);',
      /ledger is locked/,
    ],
    ['that says something else', 'console.log("hello"); setInterval(() => {}, 1000);', /"hello"/],
  ])('an engine %s is explained in a sentence', async (_, serve, sentence) => {
    const { exitCode, stdout, stderr } = await run(['projects'], await checkout(serve));
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/vp doctor/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

/** A real `vp` process of a built checkout whose engine is the given module text. */
async function runServeProcess(serve: string, flags: readonly string[]) {
  const entry = await checkout(serve);
  const runCli = new URL('../run-cli.ts', import.meta.url).href;
  await writeFile(
    entry,
    `import { homedir } from 'node:os';
     import { runCli } from ${JSON.stringify(runCli)};
     const { stdin, stdout, stderr } = process;
     process.exitCode = await runCli(process.argv.slice(2), { env: process.env, cwd: process.cwd(), home: homedir(), stdin, stdout, stderr, entry: new URL(import.meta.url) });`,
  );
  const vp = spawn(process.execPath, [fileURLToPath(entry), 'serve', '--data', data, ...flags]);
  const [code] = (await once(vp, 'exit')) as [number | null];
  return { code, pid: vp.pid };
}

it('serve becomes the engine: its flags, its process and its exit code', async () => {
  const out = join(world.root, 'args.json');
  const { code, pid } = await runServeProcess(
    `import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(out)}, JSON.stringify([process.pid, ...process.argv.slice(2)]));
     process.exit(7);`,
    ['--pas-port', '0', '--synthetic', '--time-scale', '10', '--seed', '3', '--json'],
  );
  expect(code).toBe(7);
  const args = ['--data', data, '--pas-port', '0', '--synthetic', '--time-scale', '10'];
  expect(JSON.parse(await readFile(out, 'utf8'))).toEqual([pid, ...args, '--seed', '3', '--json']);
});

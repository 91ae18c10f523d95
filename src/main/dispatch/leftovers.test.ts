import { existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeRepository } from '../testing/make-repository.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';

const WAIT = "require('node:fs').writeFileSync('started', ''); setInterval(() => {}, 1e6);\n";

const folders: string[] = [];
const engines: Served[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const keep = (folder: string): string => {
  folders.push(folder);
  return folder;
};

/** Engines with temporary folders in one place; commands run without a sandbox. */
function useTemporary() {
  const temporary = keep(makeDataDir());
  const start = async (dataDir: string): Promise<Served> => {
    const served = await spawnServe(dataDir, {
      env: { TMPDIR: temporary, SLIPWAY_ALLOW_UNSANDBOXED: '1' },
    });
    engines.push(served);
    return served;
  };
  return { start, roots: () => readdirSync(temporary).map((name) => join(temporary, name)) };
}

const isEventually = (what: () => boolean) => expect.poll(what).toBe(true);

it('"kill -9 then restart": nothing of the dead engine is left, and a living neighbour’s stays', async () => {
  const { start, roots } = useTemporary();
  const [dataDir, other] = [keep(makeDataDir()), keep(makeDataDir())];
  const neighbour = await start(other);
  const [neighbours = ''] = roots();
  const engine = await start(dataDir);
  const [own = ''] = roots().filter((root) => root !== neighbours);
  const repo = makeRepository({ 'wait.js': WAIT });
  keep(dirname(repo.path));
  const payload = { repo: repo.path, command: ['node', 'wait.js'] };
  const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl', payload };
  const { task_id: task } = await engine.pas.submitJobcard(card);
  await engine.pas.startRun({ project_id: 1, run_id: 'r' });
  const scratch = join(dataDir, 'scratch', `${task}.1`);
  await isEventually(() => existsSync(scratch));
  await isEventually(() => globSync(join(dataDir, 'worktrees', '*', 'started')).length === 1);
  mkdirSync(join(scratch, 'tree', 'copied'), { recursive: true });
  // What a git call or a command was in the middle of.
  mkdirSync(join(own, 'view-abcdef'));
  await engine.kill();
  expect(existsSync(own)).toBe(true);

  const next = await start(dataDir);
  await isEventually(() => !existsSync(own));
  await isEventually(() => !readdirSync(dataDir).some((name) => name.startsWith('scratch.old-')));
  expect(existsSync(scratch)).toBe(false);
  expect(existsSync(neighbours)).toBe(true);
  await next.pas.terminateRun({ run_id: 'r' });
  expect(await next.stop()).toBe(0);
  expect(await neighbour.stop()).toBe(0);
  expect(roots()).toEqual([]);
});

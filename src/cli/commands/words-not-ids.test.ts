import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  makeRepository,
  nodeProject,
  type TestRepository,
} from '../../main/testing/make-repository.ts';
import { spawnServe, type Served } from '../../main/testing/spawn-serve.ts';
import { createWorld, runVp } from '../testing/run-vp.ts';

/** A ULID in either case, and a path of the API. */
const NOT_FOR_PEOPLE = /\b(t_)?[0-9A-HJKMNP-TV-Z]{26}\b|\/svc\/|\/pas\/v1|\/api\//i;

let world: Awaited<ReturnType<typeof createWorld>>;
let repo: TestRepository;
let served: Served;
let env: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  repo = makeRepository(nodeProject({ test: true }));
  served = await spawnServe(join(world.root, 'data'));
  env = {
    PAS_API_BASE_URL: served.urls.pas,
    PLMS_API_BASE_URL: served.urls.plms,
    RAG_API_BASE_URL: served.urls.rag,
  };
});
afterAll(async () => {
  await served.stop();
  rmSync(join(repo.path, '..'), { recursive: true });
  await world.remove();
});

/** What `vp` shows a person, on both of its outputs. */
async function shown(...args: string[]): Promise<string> {
  const ran = await runVp(args, { home: world.home, cwd: repo.path, env, columns: 200 });
  return `vp ${args.join(' ')}\n${ran.stdout}${ran.stderr}`;
}

async function ended(runId: string): Promise<void> {
  const over = new AbortController();
  for await (const event of served.pas.events({ after: 0, run_id: runId }, over.signal))
    if (/^run\.(completed|needs_review|failed)$/.test(event.type)) break;
  over.abort();
}

/** A run whose first task fails, so that the one behind it is skipped. */
async function runThatFails(): Promise<void> {
  const run = { project_id: 1, run_id: 'by-hand' };
  const card = { ...run, lane: 'Code-Impl' as const };
  const payload = { title: 'Fail', repo: repo.path, command: ['node', '-e', 'process.exit(3)'] };
  const { task_id } = await served.pas.submitJobcard({ ...card, payload });
  const behind = { title: 'Go on', repo: repo.path, step: 'lint' as const };
  await served.pas.submitJobcard({ ...card, deps: [task_id], payload: behind });
  await served.pas.startRun(run);
  await ended(run.run_id);
}

it('"no REST path and no ULID where a person reads": what vp shows of a real run', async () => {
  const texts = [await shown('new', '--name', 'Sums'), await shown('plan')];
  texts.push(await shown('estimate'), await shown('start', '--follow'));
  await runThatFails();
  const byHand = ['--run', 'by-hand'];
  for (const args of [
    ['status'],
    ['status', ...byHand],
    ['logs'],
    ['logs', ...byHand],
    ['logs', '--task', 'no such task'],
    ['logs', ...byHand, '--task', 'no such task'],
    ['runs'],
    ['projects'],
    ['diff'],
    ['approvals', '--all'],
    ['rules', '--all'],
    ['validate'],
    ['rerun', '--failed', ...byHand],
    ['status', ...byHand],
    ['merge'],
    ['complete'],
    ['complete', '--override', 'known'],
    ['token', 'create', '--name', 'build server', '--scope', 'view'],
    ['token', 'list'],
    ['terminate'],
    ['delete', 'run', 'r-gone', '--yes'],
    ['trash'],
    ['rag', 'health'],
    ['doctor'],
    ['status', '--run', 'gone'],
    ['logs', '--run', 'gone'],
    ['use', '99'],
  ])
    texts.push(await shown(...args));
  const wrong = texts.flatMap((text) =>
    text
      .split('\n')
      .flatMap((line) => (NOT_FOR_PEOPLE.test(line) ? [`${text.split('\n')[0]}: ${line}`] : [])),
  );
  expect(wrong).toEqual([]);
  expect(texts.join('\n')).toMatch(/adds two numbers/);
});

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcessClient } from '../testing/in-process-client.ts';
import { fingerprint } from '../testing/fingerprint.ts';
import {
  CANARY,
  type HostileRepository,
  makeHostile,
  RAN,
  TESTED,
  TRICKS,
} from '../testing/hostile/make-hostile.ts';
import { type Answer, openServices, type Services } from '../testing/open-services.ts';

/** How many repositories are tried; `npm run torture -- hostile-repositories` tries all. */
const COUNT = Number(process.env['SLIPWAY_HOSTILE_REPOSITORIES'] ?? 2);

const all = Object.keys(TRICKS);
/** Some of every kind; others every day, the same ones all day long. */
const day = Math.floor(Date.now() / 86_400_000);
const step = Math.max(1, Math.floor(all.length / COUNT));
const sample =
  COUNT >= all.length
    ? all
    : Array.from({ length: COUNT }, (_, n) => all[(day + n * step) % all.length] ?? '');

let services: Services;
beforeAll(async () => {
  services = await openServices();
});
afterAll(() => services.close());

async function withHostile<T>(
  name: string,
  work: (hostile: HostileRepository) => T | Promise<T>,
): Promise<T> {
  const hostile = makeHostile(name);
  try {
    return await work(hostile);
  } finally {
    hostile.dispose();
  }
}

const ENDED = ['needs_review', 'completed', 'failed', 'terminated'];

/** What a client does with a repository, one thing after the other. */
async function* walk(repo: string): AsyncGenerator<[stage: string, answers: Answer[]]> {
  const made = await services.post('/api/projects', { name: 'P', repo, initial_context: 'x' });
  const path = `/api/projects/${String(made.body['project_id'])}`;
  yield ['open', [made, await services.get(path), await services.get('/api/repositories')]];
  yield ['index', await index(repo)];
  const goal = 'Make the tests green, as AGENTS.md says';
  yield ['plan', [await services.post(`${path}/generate-prd`, { goal }), await services.get(path)]];
  const estimated = await services.post(`${path}/estimate`, {});
  yield ['estimate', [estimated, await services.post(`${path}/simulate`, {})]];
  const approved = await services.post(`${path}/approve`, {});
  const key = { 'idempotency-key': `start-${repo}` };
  const started = await services.post(`${path}/start`, {}, key);
  const run = String(started.body['run_id'] ?? '');
  if (run !== '') await services.runIn(run, ENDED);
  await services.engine.spine.logs.flush();
  yield ['start', [approved, started, ...(await asked(path, run))]];
  const cancelled = await services.plms.inject({
    method: 'DELETE',
    url: path,
    headers: { host: 'localhost:80' },
  });
  expect(cancelled.statusCode).toBeLessThan(500);
  yield ['clean-up', await cleanUp(run)];
}

async function index(repo: string): Promise<Answer[]> {
  const { rag } = inProcessClient(services.engine.handlers);
  const found: unknown[] = [];
  try {
    const { repo: root } = await rag.refreshIndex({ repo });
    found.push(await rag.snapshotIndex({ repo: root }));
    for (const snippet of [CANARY, 'canary outside notes'])
      found.push(await rag.queryIndex({ repo: root, kind: 'nearest_neighbors', snippet }));
    found.push(await rag.indexHealth({ repo: root }));
    await services.engine.indexes.close(root);
  } catch (error) {
    found.push({ detail: error instanceof Error ? error.message : String(error) });
  }
  return found.map((body) => answerOf(body));
}

function answerOf(body: unknown): Answer {
  const text = JSON.stringify(body);
  return { status: 200, headers: {}, text, body: body as Record<string, unknown> };
}

async function asked(path: string, run: string): Promise<Answer[]> {
  const of = `run_id=${encodeURIComponent(run)}`;
  const paths = run === '' ? [] : [`runs/status?${of}`, `runs/logs?${of}`, `runs/receipts?${of}`];
  return Promise.all([
    services.get(`${path}/status`),
    ...paths.map((each) => services.get(`/pas/v1/${each}`)),
  ]);
}

/** What cannot be kept, because of what a test left in the worktree, stays and is named. */
async function cleanUp(run: string): Promise<Answer[]> {
  const { pools, store } = services.engine.spine;
  const said: Answer[] = [];
  for (const { repo, path: worktree, branch } of store.read.worktrees.listOfRun(run)) {
    if (!existsSync(worktree)) continue;
    const archive = join(services.dataDir, 'trash', `${branch.replaceAll('/', '-')}.tar`);
    const refusal = await pools
      .ask({ kind: 'remove_worktree', repo, worktree, branch, archive, dropBranch: true })
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(existsSync(worktree), String(refusal)).toBe(refusal !== null);
    said.push(answerOf({ refusal: String(refusal) }));
  }
  return said;
}

/** Paths below a folder that are not as they were. */
function changes(before: Map<string, string>, after: Map<string, string>): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.filter((path) => before.get(path) !== after.get(path));
}

/** Files of the data folder in which the canary stands; no link is followed. */
function canariesIn(folder: string): string[] {
  try {
    const args = ['-rlaF', '-D', 'skip', '--', CANARY, folder];
    return execFileSync('grep', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    // It ends with 1 where there is none.
    return [];
  }
}

/** Compares everything after every stage; answers what was said of the run. */
async function resist(hostile: HostileRepository): Promise<string> {
  const { root, repo } = hostile;
  const { dataDir } = services;
  const before = fingerprint(root, dataDir);
  let log = '';
  for await (const [stage, answers] of walk(repo)) {
    expect(hostile.marks(), `0 code run: ${stage}`).toEqual([]);
    const after = fingerprint(root, dataDir);
    expect(changes(before.files, after.files), `nothing changed: ${stage}`).toEqual([]);
    const lost = [...before.objects].filter(([path, hash]) => after.objects.get(path) !== hash);
    expect(lost, `no object lost: ${stage}`).toEqual([]);
    for (const { status, text, body } of answers) {
      expect(text, stage).not.toContain(CANARY);
      expect(status, text).toBeLessThan(500);
      if (status >= 400) expect(String(body['detail']), stage).toMatch(/\.$|: vp init --repo \S+$/);
    }
    log += stage === 'start' ? answers.map(({ text }) => text).join('\n') : '';
  }
  expect(canariesIn(dataDir)).toEqual([]);
  return log;
}

/** Whether the trick succeeds on a machine that nothing protects. */
function works(name: string, hostile: HostileRepository): boolean {
  const { shows } = TRICKS[name] ?? {};
  const before = fingerprint(hostile.root, '/nowhere');
  const said = hostile.run(shows?.shell ?? '');
  const after = fingerprint(hostile.root, '/nowhere');
  const proofs = {
    mark: hostile.marks().length > 0,
    canary: said.includes(CANARY),
    change: changes(before.files, after.files).length > 0,
  };
  return shows !== undefined && proofs[shows.by];
}

describe('S6 hostile repositories: opened, indexed, planned, estimated, started, cleaned up', () => {
  it.concurrent.each(sample)('%s', async (name) => {
    const { isRefused = false, runsInside = false } = TRICKS[name] ?? {};
    const log = await withHostile(name, resist);
    const hasTested = [TESTED, RAN].some((line) => log.includes(`"${line}"`));
    expect(hasTested, `its test ran\n${log}`).toBe(!isRefused);
    expect(log.includes(RAN) || !runsInside, `its program ran, inside\n${log}`).toBe(true);
  });
});

describe('the tricks work where nothing protects', () => {
  const shown = sample.filter((name) => TRICKS[name]?.shows !== undefined);
  it.each(shown)('%s', async (name) => {
    expect(await withHostile(name, (hostile) => works(name, hostile))).toBe(true);
  });
});

import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../testing/fingerprint.ts';
import { openServices, type Services } from '../testing/open-services.ts';
import {
  makeState,
  REFUSED_SOURCES,
  SOURCE_STATES,
  WORKTREE_STATES,
} from '../testing/repository-states.ts';

/** How many source states go through an engine, each with all states of worktrees. */
const STATES = Number(process.env['SLIPWAY_GIT_STATES'] ?? 1);

const sources = Object.keys(SOURCE_STATES);
const worktrees = Object.keys(WORKTREE_STATES);
/** Another sample every day, the same one all day long. */
const offset = Math.floor(Date.now() / 86_400_000);
const sample = sources
  .map((_, at) => sources[(at + offset) % sources.length] ?? '')
  .slice(0, STATES);

let services: Services;
let root: string;
beforeEach(async () => {
  services = await openServices();
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-states-')));
});
afterEach(async () => {
  await services.close();
  rmSync(root, { recursive: true, force: true });
});

/** Does something with the engine, and compares everything below the root before and after. */
type Step = (what: string, act: () => Promise<unknown>) => Promise<void>;

function watched(): Step {
  const dataDir = realpathSync(services.dataDir);
  return async (what, act) => {
    const before = fingerprint(root, dataDir);
    await act();
    const after = fingerprint(root, dataDir);
    expect(changes(before.files, after.files), what).toEqual([]);
    const lost = [...before.objects].filter(([path, hash]) => after.objects.get(path) !== hash);
    expect(lost, what).toEqual([]);
  };
}

function changes(before: Map<string, string>, after: Map<string, string>): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.filter((path) => before.get(path) !== after.get(path));
}

const ENDED = ['needs_review', 'completed', 'failed', 'terminated'];

/** From idea to a cancelled project: plan, simulate, start, rerun, cancel. Answers its run. */
async function throughProject(step: Step, repo: string): Promise<string> {
  let path = '';
  await step('open', async () => {
    const made = await services.post('/api/projects', { name: 'P', repo, initial_context: 'x' });
    path = `/api/projects/${String(made.body['project_id'])}`;
  });
  await step('plan', () => services.post(`${path}/generate-prd`, { goal: 'Make the tests green' }));
  await step('approve', async () => {
    await services.post(`${path}/estimate`, {});
    await services.post(`${path}/approve`, {});
  });
  await step('simulate', () => services.post(`${path}/simulate`, {}));
  let run = '';
  await step('start', async () => {
    const key = { 'idempotency-key': `start-${root}` };
    run = String((await services.post(`${path}/start`, {}, key)).body['run_id'] ?? '');
    if (run !== '') await services.runIn(run, ENDED);
  });
  await step('rerun', async () => {
    const again = await services.post('/pas/v1/runs/rerun', { run_id: run });
    if (again.status === 200) await services.runIn(run, ENDED);
  });
  await step('cancel', () =>
    services.plms.inject({ method: 'DELETE', url: path, headers: { host: 'localhost:80' } }),
  );
  return run;
}

/** A run that is paused, resumed and terminated while its command runs; answers whether it ran. */
async function throughHeldRun(step: Step, repo: string, run_id: string): Promise<boolean> {
  let hasRun = false;
  await step('start', async () => {
    const payload = { repo, command: ['node', 'wait.js'] };
    const card = { project_id: 1, run_id, lane: 'Code-Impl', payload };
    const sent = await services.post('/pas/v1/jobcards', card);
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id });
    const task = String(sent.body['task_id']);
    await services.until('the task runs', async () => {
      const status = (await services.get(`/pas/v1/runs/status?run_id=${run_id}`)).body;
      const tasks = (status['tasks'] ?? []) as { task_id: string; status: string }[];
      return tasks.some((each) => each.task_id === task && each.status !== 'queued');
    });
    const made = services.engine.spine.worktrees.ensure(run_id, repo);
    hasRun = await made.then(
      () => true,
      () => false,
    );
  });
  for (const verb of ['pause', 'resume', 'terminate'])
    await step(verb, () => services.post(`/pas/v1/runs/${verb}`, { run_id }));
  await step('end', async () => void (await services.runIn(run_id, ENDED)));
  return hasRun;
}

async function cleanUp(step: Step, runs: readonly string[]): Promise<void> {
  const { pools, store } = services.engine.spine;
  const rows = runs.flatMap((run) => store.read.worktrees.listOfRun(run));
  for (const { repo, path: worktree, branch } of rows) {
    const archive = join(services.dataDir, 'trash', `${branch.replaceAll('/', '-')}.tar`);
    await step('clean-up', () =>
      pools.ask({ kind: 'remove_worktree', repo, worktree, branch, archive, dropBranch: true }),
    );
    expect(existsSync(worktree)).toBe(false);
  }
}

describe('byte-equal before and after: files, index, HEAD, config, stashes, all refs but slipway/*, other worktrees’ entries', () => {
  it.each(sample)('a run on a repository that is: %s', async (source) => {
    const repo = makeState(root, source, worktrees);
    const step = watched();
    const held = `held-${root}`;
    const runs = [await throughProject(step, repo), held];
    expect(await throughHeldRun(step, repo, held)).toBe(!REFUSED_SOURCES.includes(source));
    await cleanUp(step, runs);
  });
});

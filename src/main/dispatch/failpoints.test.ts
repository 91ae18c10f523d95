import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { CARDS, playRun, RUN } from '../testing/crash-scenario.ts';
import { nodeProject } from '../testing/make-repository.ts';
import { NotServed, spawnServe } from '../testing/spawn-serve.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

// `npm run torture -- failpoints` takes every step.
const MOST = Number(process.env['SLIPWAY_R2_POINTS'] ?? 1);
const isWhole = MOST > 1;
/** At work: a task of the run holds its lease, and nothing of it is known. */
const AT_WORK = 'after insert events task.running';
/** Other steps every day, the same ones all day long. */
const DAY = Math.floor(Date.now() / 86_400_000);
const PRELOAD = fileURLToPath(new URL('../testing/crash-at-write.ts', import.meta.url));

const { start, dataDir, repoOf } = useEngines({ settleMs: 20 });

interface World {
  kind: string;
  folder: string;
  repo: string;
}

const newWorld = (kind: string): World => ({
  kind,
  folder: dataDir(),
  repo: repoOf(nodeProject()),
});

const cardOf = ({ kind, repo }: World) => must(CARDS[kind], kind)(repo);
const isSynthetic = ({ kind }: World): boolean => kind === 'synthetic';

/** An engine of its own that may die; answers whether it did, and what it wrote until then. */
async function live(world: World, crashAt: string): Promise<{ died: boolean; wrote: string[] }> {
  const notes = join(world.folder, 'notes');
  const gone = new AbortController();
  const served = await spawnServe(world.folder, {
    onSpawn: (child) => void child.once('exit', () => gone.abort()),
    args: isSynthetic(world) ? ['--synthetic', '--time-scale', '1000'] : [],
    env: {
      NODE_OPTIONS: `--import=${PRELOAD}`,
      CRASH_AT: crashAt,
      CRASH_NOTES: notes,
      SLIPWAY_SETTLE_SECONDS: '0.02',
    },
  }).catch((error: unknown) => {
    if (error instanceof NotServed) return null;
    throw error;
  });
  const outcome = served === null ? 'gone' : await playRun(served.pas, cardOf(world), gone.signal);
  await served?.kill();
  const lines = readFileSync(notes, 'utf8').trim().split('\n');
  return {
    died: outcome === 'gone',
    wrote: [...new Set(lines.flatMap((line) => JSON.parse(line) as string[]))],
  };
}

/** The next engine brings everything to the end that it has without a crash. */
async function finish(world: World, context: string): Promise<void> {
  const engine = await start({
    dataDir: world.folder,
    synthetic: isSynthetic(world),
    index: world.kind === 'index',
  });
  expect(await playRun(engine.pas, cardOf(world)), context).toBe('ended');
  await expectSound(world, engine, context);
  await engine.stop();
}

async function expectSound(world: World, engine: TestEngine, context: string): Promise<void> {
  const { tasks, receipts, worktrees } = engine.engine.spine.store.read;
  const rows = tasks.listOfRun(RUN.run_id);
  expect(
    rows.map(({ status }) => status),
    context,
  ).toEqual(['succeeded', 'succeeded']);
  const done = receipts.listOfRun(RUN.run_id).filter(({ status }) => status === 'succeeded');
  expect(done.length, context).toBe(2);
  const { receipts: shown } = await engine.pas.listReceipts(RUN);
  expect(shown.length, context).toBe(rows.reduce((sum, { attempt }) => sum + attempt, 0));
  expect(engine.errors, context).toEqual([]);
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', world.repo, ...args], { encoding: 'utf8' });
  expect(git('status', '--porcelain'), context).toBe('');
  const branches = git('branch', '--list', 'slipway/*', '--format=%(refname:short)').trim();
  expect(branches.split('\n').filter(Boolean).toSorted(), context).toEqual(
    worktrees
      .listOfRun(RUN.run_id)
      .map(({ branch }) => branch)
      .toSorted(),
  );
}

/** So many of them, evenly spread and other ones every day. */
function sample<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, at) => {
    const place = DAY + Math.floor((at * all.length) / count);
    return must(all[place % all.length], 'a step');
  });
}

const MOMENTS = ['before', 'after'];
const stepsOf = (wrote: readonly string[]): string[] =>
  wrote.flatMap((name) => MOMENTS.map((moment) => `${moment} ${name}`));

/** What a run of the kind writes in all, and what an engine writes that takes up a crashed one. */
async function explore(kind: string): Promise<{ steps: string[]; recovery: string[] }> {
  const whole = await live(newWorld(kind), '');
  expect(whole.died).toBe(false);
  // Every kind of work is leased, ended with its receipt, and its run settled.
  expect(whole.wrote).toEqual(
    expect.arrayContaining(['insert events task.running', 'insert receipts', 'update runs']),
  );
  if (!isWhole) return { steps: stepsOf(whole.wrote), recovery: stepsOf(whole.wrote) };
  const crashed = newWorld(kind);
  await live(crashed, AT_WORK);
  const again = await live(crashed, '');
  return { steps: stepsOf(whole.wrote), recovery: stepsOf(again.wrote) };
}

test.each(sample(Object.keys(CARDS), isWhole ? Infinity : 2))(
  'R2 crash at each step between two writes, also during recovery: %s',
  { timeout: 300_000 + (isWhole ? 36_000_000 : 0) },
  async (kind) => {
    const { steps, recovery } = await explore(kind);
    let crashes = 0;
    for (const step of sample(steps, MOST)) {
      const world = newWorld(kind);
      if ((await live(world, step)).died) crashes += 1;
      await finish(world, step);
    }
    for (const step of sample(recovery, MOST)) {
      const world = newWorld(kind);
      expect((await live(world, AT_WORK)).died).toBe(true);
      crashes += 1;
      if ((await live(world, step)).died) crashes += 1;
      await finish(world, `${AT_WORK}, then ${step}`);
    }
    console.log(`${kind}: ${crashes} crashes survived, at ${steps.length + recovery.length} steps`);
  },
);

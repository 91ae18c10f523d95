// Differential test of the code index: after seeded random edits, renames, removals, branch
// switches, and changes of ignore rules and configuration the kept index = a clean build of the
// same tree, row by row. Ends with 1 and the rows that differ otherwise.
//
//   npm run bench -- code-index/incremental [--edits 200] [--seed 1] [--every 10]
//     [--python /usr/lib/python3.11]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { IndexEngine } from '../../src/workers/code-index/index-engine.ts';
import { createParsePool } from '../../src/workers/code-index/parse-pool.ts';
import { removeStore } from '../../src/workers/code-index/store/open-index-store.ts';
import { openEngine } from '../../src/workers/code-index/testing/open-engine.ts';
import { spread } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { type Change, TreeChanger } from './incremental/change-tree.ts';
import { compareStores, type StoreDifference } from './incremental/compare-stores.ts';
import { type Dice, rollDice } from './incremental/dice.ts';
import { ScratchRepository } from './incremental/scratch-repository.ts';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '10' },
    python: { type: 'string', default: '/usr/lib/python3.11' },
  },
});
const EDITS = Number(values.edits);
const EVERY = Number(values.every);
const SHOWN_ROWS = 30;
const REOPEN_EVERY = 37;

type Pool = ReturnType<typeof createParsePool>;
interface Kept {
  root: string;
  file: string;
  engine: IndexEngine;
  pool: Pool;
}

/** Changes whose round has not run yet. */
function roundOf(changes: readonly Change[], dice: Dice): { paths: string[] | null } {
  const isWhole = dice.upTo(8) === 0 || changes.some(({ paths }) => paths === null);
  return { paths: isWhole ? null : changes.flatMap(({ paths }) => paths ?? []) };
}

async function compareWithClean({ root, file, pool }: Kept): Promise<StoreDifference> {
  const clean = `${file}.clean`;
  removeStore(clean);
  const engine = openEngine(root, clean, pool);
  await engine.run({ paths: null, full: false }, null);
  engine.close();
  return compareStores(file, clean);
}

function printDifference(changes: readonly Change[], { rows }: StoreDifference): void {
  console.log(`${rows.length} rows differ (+ kept index, - clean build) since the last agreement:`);
  for (const { kind, what } of changes) console.log(`  ${kind}: ${what}`);
  for (const row of rows.slice(0, SHOWN_ROWS)) console.log(`  ${row}`);
}

async function runEdits(repo: ScratchRepository, kept: Kept): Promise<boolean> {
  const dice = rollDice(Number(values.seed));
  const changer = new TreeChanger(repo, dice);
  const counts = new Map<string, number>();
  const roundsMs: number[] = [];
  let waiting: Change[] = [];
  let sinceEqual: Change[] = [];
  let compared = 0;
  let last: StoreDifference | null = null;
  for (let n = 1; n <= EDITS; n += 1) {
    const change = changer.change();
    counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
    waiting.push(change);
    sinceEqual.push(change);
    const isCompared = n % EVERY === 0 || n === EDITS;
    // Sometimes several changes come together.
    if (!isCompared && dice.upTo(4) === 0) continue;
    if (n % REOPEN_EVERY === 0) {
      kept.engine.close();
      kept.engine = openEngine(kept.root, kept.file, kept.pool);
    }
    const began = performance.now();
    await kept.engine.run({ ...roundOf(waiting, dice), full: false }, null);
    roundsMs.push(performance.now() - began);
    waiting = [];
    if (!isCompared) continue;
    last = await compareWithClean(kept);
    compared += 1;
    if (last.rows.length > 0) {
      printDifference(sinceEqual, last);
      return false;
    }
    sinceEqual = [];
  }
  report(counts, { compared, roundsMs, last });
  return true;
}

function report(
  counts: ReadonlyMap<string, number>,
  done: { compared: number; roundsMs: readonly number[]; last: StoreDifference | null },
): void {
  const { p50, p95 } = spread(done.roundsMs);
  const kinds = [...counts].toSorted((a, b) => b[1] - a[1]);
  printTable(kinds.map(([operation, times]) => ({ operation, times })));
  const figures = {
    seed: Number(values.seed),
    edits: EDITS,
    comparisons: done.compared,
    files: done.last?.files ?? 0,
    symbols: done.last?.symbols ?? 0,
    edges: done.last?.edges ?? 0,
    differences: 0,
    roundP50Ms: Math.round(p50),
    roundP95Ms: Math.round(p95),
  };
  printTable([figures]);
  console.log(JSON.stringify({ bench: 'code-index/incremental', figures }));
}

await inScratchFolder(async (folder) => {
  const root = join(folder, 'repo');
  const repo = new ScratchRepository(root, values.python);
  const pool = createParsePool();
  const file = join(folder, 'kept.sqlite');
  const kept = { root, file, pool, engine: openEngine(root, file, pool) };
  try {
    await kept.engine.run({ paths: null, full: false }, null);
    if (!(await runEdits(repo, kept))) process.exitCode = 1;
  } finally {
    kept.engine.close();
    await pool.close();
  }
});

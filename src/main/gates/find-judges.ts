import { changesJudging } from '#core/gates/base/changes-judging.ts';
import { judgingRole } from '#core/gates/base/judging-role.ts';
import {
  isScript,
  NAMING_FILES,
  wordsOfScript,
  wordsOfTests,
} from '#core/gates/base/named-by-tests.ts';
import { reachesForRunner } from '#core/gates/base/reaches-for-runner.ts';
import type { ChangedPath } from '#shared/messages/host.ts';
import type { Execution } from '../dispatch/spine.ts';
import type { RunWorktree } from '../dispatch/worktrees.ts';

/** What a change did to what judges it. */
export interface Judges {
  /** Settings and scripts that decide how tests are run, and differ in what decides it. */
  runnerFiles: string[];
  testFiles: string[];
  /** Test files of the base: with something of it gone, and changed in any way. */
  weakenedTests: string[];
  touchedTests: string[];
  /** Lines outside of them that reach for the runner. */
  reaches: string[];
}

type Pools = Pick<Execution, 'pools'>;

/** Scripts that scripts run, so far down. */
const DEEPEST = 3;
const MOST_SCRIPTS = 50;

export async function findJudges(
  spine: Pools,
  worktree: RunWorktree,
  paths: readonly ChangedPath[],
): Promise<Judges> {
  const named = await filesNamedByTests(spine, worktree);
  const ofRole = (role: 'runner' | 'test'): ChangedPath[] =>
    paths.filter(({ path }) => judgingRole(path, named) === role);
  const settings = ofRole('runner').map(pathOf);
  const texts = await textsOfBase(spine, worktree, settings);
  const tests = ofRole('test');
  const touched = tests.filter(({ change }) => change !== 'added');
  return {
    runnerFiles: settings.filter((path) =>
      changesJudging(path, texts[path] ?? { before: null, after: null }),
    ),
    testFiles: tests.map(pathOf),
    weakenedTests: touched.filter(({ removedLines }) => removedLines !== 0).map(pathOf),
    touchedTests: touched.map(pathOf),
    reaches: await findReaches(spine, worktree, named),
  };
}

async function findReaches(
  { pools }: Pools,
  { worktree, commit }: RunWorktree,
  named: ReadonlySet<string>,
): Promise<string[]> {
  const { patch, truncated } = await pools.ask({ kind: 'run_diff', worktree, base: commit });
  const found = reachesForRunner(patch, (path) => judgingRole(path, named) !== null);
  return truncated ? [...found, 'the change is too large to be read whole'] : found;
}

/** Files of the base that its test command runs, by its words and by those of its scripts. */
async function filesNamedByTests(spine: Pools, worktree: RunWorktree): Promise<Set<string>> {
  const { found, known } = worktree;
  const inTree = (words: readonly string[]): string[] =>
    words.filter((word) => known.files.has(word));
  const before = async (paths: readonly string[]): Promise<[string, string | null][]> => {
    const texts = await textsOfBase(spine, worktree, inTree(paths));
    return Object.entries(texts).map(([path, text]) => [path, text.before]);
  };
  const commands = found.commands
    .filter(({ step }) => step === 'test')
    .flatMap((one) => one.command);
  const texts = Object.fromEntries(await before(NAMING_FILES));
  const named = new Set(inTree(wordsOfTests(commands, texts)));
  let fresh = [...named];
  for (let depth = 0; depth < DEEPEST && fresh.length > 0; depth += 1) {
    const scripts = fresh.filter((path) => isScript(path) && judgingRole(path, named) !== 'test');
    const said = await before(scripts.slice(0, MOST_SCRIPTS));
    const words = said.flatMap(([path, text]) => wordsOfScript(path, text ?? ''));
    fresh = inTree(words).filter((path) => !named.has(path));
    for (const path of fresh) named.add(path);
  }
  return named;
}

async function textsOfBase(
  { pools }: Pools,
  { worktree, commit }: RunWorktree,
  paths: readonly string[],
) {
  if (paths.length === 0) return {};
  return (await pools.ask({ kind: 'read_of_commit', worktree, commit, paths })).texts;
}

function pathOf({ path }: ChangedPath): string {
  return path;
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { GitFacts, PreparedWorktree, RepositoryInspection } from '#shared/messages/host.ts';
import { addedCommand } from '#core/gates/base/added-command.ts';
import type { StepCommand } from '#core/gates/types.ts';
import type { AddedCommand } from '#shared/evidence.ts';
import { knownCommands, type KnownCommands } from '#core/commands/known-commands.ts';
import { findCommands, type FoundCommands } from '#core/plan/find-commands.ts';
import type { Clock } from '#core/ports.ts';
import { learnRepository } from '../secrets/learn-repository.ts';
import type { Store } from '../db/store.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import { startingBase } from './choose-base.ts';
import { asOfBase, pathsToRead } from './as-of-base.ts';
import { realRepository } from './real-repository.ts';
import { viewOf } from './repository-view.ts';
import type { WorkerPools } from './worker-pools.ts';

export interface RunWorktree extends PreparedWorktree {
  repo: string;
  /** The repository's own commands, found by looking. */
  found: FoundCommands;
  /** What its commands are held against. */
  known: KnownCommands;
}

/** A test command that a run brought. */
interface TestsOfRun {
  step: StepCommand;
  /** With the commands as the run left them. */
  worktree: RunWorktree;
  added: AddedCommand;
}

interface WorktreeParts {
  dataDir: string;
  store: Store;
  pools: WorkerPools;
  clock: Clock;
}

/** A worktree and branch of its own for each run and repository, kept in the data folder. */
export class Worktrees {
  readonly #parts: WorktreeParts;
  readonly #known = new Map<string, Promise<RunWorktree>>();

  constructor(parts: WorktreeParts) {
    this.#parts = parts;
  }

  /**
   * Makes it when it is not there; the same call twice makes one. Rejects with a sentence when it
   * cannot.
   */
  ensure(runId: string, repo: string): Promise<RunWorktree> {
    const key = `${runId}\0${realRepository(repo)}`;
    const existing = this.#known.get(key);
    if (existing !== undefined) return existing;
    const made = this.#make(runId, realRepository(repo));
    this.#known.set(key, made);
    // A failed try is not remembered: the next one may find the repository mended.
    made.catch(() => this.#known.delete(key));
    return made;
  }

  /**
   * A new place and branch for a run's worktree. Never one of before: another data folder may have
   * used the same run's name.
   */
  async newPlace(runId: string, repo: string): Promise<{ path: string; branch: string }> {
    const name = `${slug(runId)}-${randomBytes(4).toString('hex')}`;
    const { branch } = await this.#parts.pools.ask({ kind: 'free_branch', repo, name });
    return { path: join(this.#parts.dataDir, 'worktrees', name), branch };
  }

  /** Forgets what is known of a run, so that the next ensure() looks again. */
  forget(runId: string): void {
    for (const key of this.#known.keys()) if (key.startsWith(`${runId}\0`)) this.#known.delete(key);
  }

  async #make(runId: string, repo: string): Promise<RunWorktree> {
    const { pools, store } = this.#parts;
    const { facts } = await pools.ask({ kind: 'git_facts', repo });
    const row =
      store.read.worktrees.get(runId, facts.toplevel) ?? (await this.#intend(runId, facts));
    const { prepared } = await pools.ask({
      kind: 'prepare_worktree',
      repo: row.repo,
      worktree: row.path,
      branch: row.branch,
      base: row.base_commit,
    });
    await learnRepository(pools, [facts.toplevel, row.path]);
    const lacks = [...(JSON.parse(row.lacks) as string[]), ...prepared.lacks];
    await store.commit.write((tx) =>
      tx.worktrees.put({ ...row, lacks: JSON.stringify(lacks), state: 'ready' }),
    );
    return (await this.#look(prepared, row.repo)).looked;
  }

  /**
   * A worktree to try a commit in, which nobody has as their own; `drop_trial` takes it away.
   */
  async openTrial(trial: {
    repo: string;
    path: string;
    branch: string;
    commit: string;
  }): Promise<RunWorktree> {
    const { pools, dataDir } = this.#parts;
    mkdirSync(join(dataDir, 'worktrees'), { recursive: true, mode: 0o700 });
    const { prepared } = await pools.ask({
      kind: 'prepare_worktree',
      repo: trial.repo,
      worktree: trial.path,
      branch: trial.branch,
      base: trial.commit,
    });
    return (await this.#look(prepared, trial.repo)).looked;
  }

  /** A place and branch for a trial. */
  async newTrial(repo: string): Promise<{ path: string; branch: string }> {
    const name = `trial-${randomBytes(8).toString('hex')}`;
    const { branch } = await this.#parts.pools.ask({ kind: 'free_branch', repo, name });
    return { path: join(this.#parts.dataDir, 'worktrees', name), branch };
  }

  /** The same worktree with what was installed in a copy of it, `tree`, by its folders' name. */
  async withInstalled(worktree: RunWorktree, tree: string, name: string): Promise<RunWorktree> {
    const seen = await this.#look({ ...worktree, created: false }, worktree.repo, tree);
    const places = seen.folders.map((folder) => join(folder, name));
    const own = places.filter((place) => existsSync(join(tree, place)));
    const kept = worktree.dependencies.filter(({ place }) => basename(place) !== name);
    const dependencies = [...kept, ...own.map((place) => ({ place, from: join(tree, place) }))];
    return { ...seen.looked, dependencies };
  }

  /** `installedIn`: where its installed programs are looked for. */
  async #look(
    prepared: PreparedWorktree,
    repo: string,
    installedIn = repo,
  ): Promise<{ looked: RunWorktree; folders: string[] }> {
    const { repository } = await this.#parts.pools.ask({
      kind: 'inspect_repository',
      path: prepared.worktree,
      installedIn,
    });
    const seen = prepared.created ? repository : await this.#base(prepared, repository);
    const tree = prepared.worktree;
    const { facts } = await this.#parts.pools.ask({ kind: 'install_facts', repo, tree });
    const view = viewOf(seen, facts);
    const found = findCommands(view);
    const packages = view.files.filter((file) => basename(file) === 'package.json');
    const folders = [...new Set(['.', ...packages.map((file) => dirname(file))])];
    return { looked: { ...prepared, repo, found, known: knownCommands(view, found) }, folders };
  }

  /**
   * The test command of a worktree as it stands, where its base has none; the run itself brought
   * it.
   */
  async lookForTests(worktree: RunWorktree): Promise<TestsOfRun | null> {
    const { repository } = await this.#parts.pools.ask({
      kind: 'inspect_repository',
      path: worktree.worktree,
      installedIn: worktree.repo,
    });
    const { repo, worktree: tree } = worktree;
    const { facts } = await this.#parts.pools.ask({ kind: 'install_facts', repo, tree });
    const view = viewOf(repository, facts);
    const found = findCommands(view);
    const step = found.commands.find((command) => command.step === 'test');
    if (step === undefined) return null;
    const seen = { ...worktree, found, known: knownCommands(view, found) };
    return { step, worktree: seen, added: addedCommand(step, view) };
  }

  /** A run that goes on has changed its worktree: its base says what its commands are. */
  async #base(
    { worktree, commit }: PreparedWorktree,
    repository: RepositoryInspection,
  ): Promise<RepositoryInspection> {
    const { pools } = this.#parts;
    const changed = await pools.ask({ kind: 'changed_paths', worktree, base: commit });
    const paths = pathsToRead(repository, changed.paths);
    if (changed.paths.length === 0) return repository;
    const { texts } = await pools.ask({ kind: 'read_of_commit', worktree, commit, paths });
    return asOfBase(repository, changed.paths, texts);
  }

  /** Recorded before it is made, so that a crash leaves no unrecorded folder. */
  async #intend(runId: string, facts: GitFacts): Promise<WorktreeRow> {
    const { dataDir, store, clock } = this.#parts;
    const base = await startingBase(this.#parts, runId, facts);
    mkdirSync(join(dataDir, 'worktrees'), { recursive: true, mode: 0o700 });
    const row: WorktreeRow = {
      run_id: runId,
      repo: facts.toplevel,
      ...(await this.newPlace(runId, facts.toplevel)),
      target_branch: branchName(facts.branch),
      ...base,
      state: 'intended',
      created_at: clock.nowMs(),
    };
    await store.commit.write((tx) => tx.worktrees.put(row));
    return row;
  }
}

/** Git says `heads/main` where a tag has the branch's name. */
function branchName(said: string | null): string | null {
  return said?.replace(/^heads\//, '') ?? null;
}

function slug(runId: string): string {
  const words = runId.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'run';
}

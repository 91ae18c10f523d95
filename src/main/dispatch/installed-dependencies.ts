import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installAction } from '#core/install/install-action.ts';
import { findInstalls } from '#core/install/find-installs.ts';
import { placesOf } from '#core/install/registry-place.ts';
import { whyInstallFailed } from '#core/install/why-install-failed.ts';
import { answeringRule, type Question } from '#core/rules/answering-rule.ts';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { AppError } from '#shared/errors.ts';
import type { Install } from '#shared/messages/install.ts';
import type { ToolJob, WorkerMessage } from '#shared/messages/job.ts';
import { makeScratch } from './make-scratch.ts';
import type { Execution, Ledger, Settings } from './spine.ts';
import type { RunWorktree } from './worktrees.ts';

const TIMEOUT_S = 900;
/** Where systems keep the certificates that they trust. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];
/** The installations of each engine that run or are there, by folder. */
const known = new WeakMap<Execution['pools'], Map<string, Promise<RunWorktree>>>();

/** What of a tree's dependencies is missing, whoever decided about it. */
export async function missingInstalls(
  { pools }: Pick<Execution, 'pools'>,
  where: { repo: string; tree: string },
): Promise<Install[]> {
  const { facts } = await pools.ask({ kind: 'install_facts', ...where });
  return findInstalls(facts);
}

/**
 * The worktree with the dependencies that a person let be installed for it. The first command that
 * needs them waits for the installation; it rejects with a sentence when that fails.
 */
export async function withInstalled(
  spine: Ledger & Settings & Execution,
  worktree: RunWorktree,
  asked: Omit<Question, 'action'>,
): Promise<RunWorktree> {
  const { store, clock } = spine;
  if (store.read.rules.ofKind('install').length === 0) return worktree;
  const where = { repo: worktree.repo, tree: worktree.worktree };
  let present = worktree;
  for (const install of await missingInstalls(spine, where)) {
    const action = installAction(worktree.repo, install);
    const rules = store.read.rules.about(action);
    const rule = answeringRule(rules, { ...asked, action }, clock.nowMs());
    if (rule?.decision === 'allow') present = await installed(spine, present, { install, asked });
  }
  return present;
}

interface Wanted {
  install: Install;
  asked: Omit<Question, 'action'>;
}

function installed(
  spine: Settings & Ledger & Execution,
  worktree: RunWorktree,
  wanted: Wanted,
): Promise<RunWorktree> {
  const done = known.get(spine.pools) ?? new Map<string, Promise<RunWorktree>>();
  known.set(spine.pools, done);
  const { commands, from, registries } = wanted.install;
  const words = JSON.stringify([commands, from, registries]);
  const key = createHash('sha256').update(words).digest('hex').slice(0, 16);
  const run = basename(worktree.worktree);
  const folder = join(spine.options.dataDir, 'installed', run, key);
  const before = done.get(folder);
  if (before !== undefined) return before;
  const made = bring(spine, worktree, { ...wanted, folder });
  done.set(folder, made);
  // One that failed is tried again by the next command.
  made.catch(() => done.delete(folder));
  return made;
}

async function bring(
  spine: Settings & Ledger & Execution,
  worktree: RunWorktree,
  { install: wanted, asked, folder }: Wanted & { folder: string },
): Promise<RunWorktree> {
  const tree = join(folder, 'tree');
  const whole = join(folder, 'whole');
  if (!existsSync(whole)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const job = jobOf(spine, { worktree, wanted, tree });
    const { result: ending } = spine.pools.execute(job, (message) => {
      if (message.type === 'lines')
        keepLines(spine, { runId: asked.runId, taskId: job.taskId }, message.lines);
    });
    const result = await ending;
    if (result.outcome !== 'succeeded') {
      const said = [result, ...result.also].map(({ output }) => output).join('\n');
      const output = said.trim() === '' ? (result.reason ?? '') : said;
      throw new AppError('invalid_input', whyInstallFailed(wanted, output));
    }
    mkdirSync(whole);
  }
  return spine.worktrees.withInstalled(worktree, tree, wanted.folder);
}

/** In a copy of the worktree, at the checkout's path, which the installed programs write down. */
function jobOf(
  spine: Settings & Execution,
  { worktree, wanted, tree }: { worktree: RunWorktree; wanted: Install; tree: string },
): ToolJob {
  if (!spine.sandbox.report().ok)
    throw new AppError('forbidden', 'Dependencies are installed in the sandbox only.');
  const name = `install-${basename(worktree.worktree)}-${wanted.folder}`;
  const scratch = makeScratch(spine, name);
  const [first = [], ...others] = wanted.commands;
  const env = { ...certificates(), ...wanted.env };
  return {
    kind: 'tool',
    taskId: name,
    attempt: 1,
    argv: first,
    cwd: tree,
    copyOf: worktree.worktree,
    copyAs: null,
    database: null,
    scratch,
    checkout: { path: worktree.repo, dependencies: [] },
    env,
    limits: { ...COMMAND_LIMITS, wallMs: TIMEOUT_S * 1000, cpuSeconds: TIMEOUT_S * 2 },
    confinement: { driver: 'bubblewrap', writable: [scratch], readable: [], network: false },
    secretFolders: [worktree.repo, worktree.worktree],
    reportFile: null,
    reportFolders: [],
    places: placesOf(wanted.registries),
    also: others.map((argv) => ({ argv, env, reportFile: null, reportFolders: [] })),
  };
}

/** Registries are trusted as the system trusts them: a company's own certificates count. */
function certificates(): Record<string, string> {
  const bundle = BUNDLES.find((file) => existsSync(file));
  return {
    NODE_USE_SYSTEM_CA: '1',
    ...(bundle === undefined ? {} : { NODE_EXTRA_CA_CERTS: bundle }),
  };
}

type Lines = Extract<WorkerMessage, { type: 'lines' }>['lines'];

function keepLines(
  { logs }: Pick<Execution, 'logs'>,
  { runId, taskId }: { runId: string; taskId: string },
  lines: Lines,
): void {
  const dated = lines.map(({ ts, stream, text }) => ({
    ts: new Date(ts).toISOString(),
    task_id: taskId,
    stream,
    text,
  }));
  logs.append(runId, dated);
}

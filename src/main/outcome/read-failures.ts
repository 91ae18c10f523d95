import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandByHand } from '#core/failures/command-by-hand.ts';
import { wholeByHand } from '#shared/present/whole-by-hand.ts';
import { placeOfFailure, type FailurePlace } from '#core/failures/place-of-failure.ts';
import { readFindings } from '#core/failures/read-findings.ts';
import { relativePath, withRelativePaths, type SeenRoots } from '#core/failures/seen-paths.ts';
import type { Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import type { ExplainedGate, ExplainedTest, Finding } from '#shared/contract/pas/outcome.ts';
import type { Evidence, FailedTest } from '#shared/evidence.ts';
import { KPIS } from '#shared/kpis.ts';
import type { CodeFrame } from '#shared/messages/changes.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import { ruleSentence } from '#shared/present/gate-rule.ts';
import type { Kpi } from '../db/kpis.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { toWireGate } from '../runs/wire.ts';

type Failures = Output<(typeof pasContract)['runFailures']>;

/** How much of a task's log is looked through for findings. */
const LINES_READ = 2000;

interface Seen {
  roots: SeenRoots;
  worktree: string | null;
}

/** Why gates of a run, or of one task of it, do not hold. */
export async function runFailures(
  spine: Ledger & Settings & Execution,
  { run_id: runId, task_id: taskId }: Parsed<(typeof pasContract)['runFailures']>,
): Promise<Failures> {
  requireRun(spine.store, runId);
  const place = spine.store.read.worktrees.firstOfRun(runId);
  const worktree = place !== undefined && existsSync(place.path) ? place.path : null;
  const roots = {
    folders: place === undefined ? [] : [place.repo, place.path],
    scratch: join(spine.options.dataDir, 'scratch'),
  };
  const open = spine.store.read.kpis
    .currentOfRun(runId)
    .filter((kpi) => kpi.source === 'measured' && kpi.state !== 'pass' && kpi.evidence !== null)
    .filter((kpi) => taskId === undefined || kpi.taskId === taskId);
  const explained: ExplainedGate[] = [];
  for (const kpi of open) explained.push(await explain(spine, kpi, { roots, worktree }));
  return { run_id: runId, worktree, gates: explained.filter(hasSomethingToSay) };
}

/** A gate that nothing measures has its reason, and no failure. */
function hasSomethingToSay(gate: ExplainedGate): boolean {
  return gate.state === 'fail' || gate.tests.length > 0 || gate.findings.length > 0;
}

async function explain(spine: Execution, kpi: Kpi, seen: Seen): Promise<ExplainedGate> {
  const evidence = kpi.evidence as Evidence;
  const isTests = evidence.tests_executed !== null;
  const tests = testsOf(evidence, seen);
  const findings = isTests ? [] : await findingsOf(spine, kpi, seen);
  const all = [...tests, ...findings];
  const frames = await framesOf(spine, all, seen);
  all.forEach((each, at) => (each.frame = frames[at] ?? null));
  const rate = typeof kpi.value === 'number' ? kpi.value : null;
  const executed = evidence.tests_executed;
  return {
    kpi_name: kpi.name,
    task_id: kpi.taskId,
    state: kpi.state,
    rule: ruleSentence(toWireGate(kpi)),
    tests,
    failed: executed === null || rate === null ? null : Math.round(executed * (1 - rate)),
    findings,
    by_hand: byHand(wholeByHand(evidence.command), seen),
  };
}

/** What older versions kept is the names alone. */
function testsOf(evidence: Evidence, seen: Seen): ExplainedTest[] {
  const known: readonly FailedTest[] =
    evidence.failures ?? evidence.tests_failed.map((id) => ({ id, message: '' }));
  return known.map((failure) => {
    const place = placeOfFailure(failure, seen.roots);
    const file = place?.file ?? fileOf(failure, seen.roots);
    const shown = (text: string | undefined): string | null =>
      text === undefined || text === '' ? null : withRelativePaths(text, seen.roots);
    return {
      id: failure.id,
      message: withRelativePaths(failure.message, seen.roots),
      expected: failure.expected ?? null,
      got: failure.got ?? null,
      file,
      line: place?.line ?? null,
      frame: null,
      trace: shown(failure.trace),
      output: shown(failure.output),
      by_hand: byHand(commandByHand({ id: failure.id, file }, evidence), seen),
    };
  });
}

function fileOf({ file }: FailedTest, roots: SeenRoots): string | null {
  return file === undefined ? null : relativePath(file, roots);
}

async function findingsOf(spine: Execution, kpi: Kpi, { roots }: Seen): Promise<Finding[]> {
  if (KPIS[kpi.name as keyof typeof KPIS] === undefined) return [];
  const task = kpi.taskId ?? `gate-${kpi.name}-${kpi.runId}`;
  const { lines } = await spine.logs.read(kpi.runId, {
    taskIds: new Set([task]),
    tail: LINES_READ,
  });
  const logged = lines.map(({ text }) => text).join('\n');
  const output = logged === '' ? (kpi.evidence?.output_tail ?? '') : logged;
  return readFindings(output, roots).map((finding) => ({ ...finding, frame: null }));
}

async function framesOf(
  spine: Execution,
  all: readonly { file: string | null; line: number | null }[],
  { worktree }: Seen,
): Promise<(CodeFrame | null)[]> {
  const places = all.map(({ file, line }): FailurePlace | null =>
    file === null || line === null ? null : { file, line },
  );
  const known = places.filter((place) => place !== null);
  if (worktree === null || known.length === 0) return places.map(() => null);
  const { frames } = await spine.pools.ask({ kind: 'code_frames', root: worktree, places: known });
  return places.map((place) => (place === null ? null : (frames.shift() ?? null)));
}

function byHand(argv: readonly string[], { worktree }: Seen): string {
  const command = formatArgv(argv);
  return worktree === null ? command : `cd ${formatArgv([worktree])} && ${command}`;
}

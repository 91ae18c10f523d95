import { execFileSync } from 'node:child_process';
import { dumpLedger } from '../../testing/dump-ledger.ts';
import { fingerprint } from '../../testing/fingerprint.ts';
import type { TestEngine } from '../../testing/start-test-engine.ts';
import { sweepTrash } from '../sweep-trash.ts';

export const card = { lane: 'Code-Impl', kind: 'external', payload: { title: 'a secret plan' } };
const report = { lane: 'Code-Impl', provider: 'p', time_ms: 5, cost_usd: 0.25 };

/** An ended run with a worktree in the repository, a log and a passport. */
export async function endedRun(
  engine: TestEngine,
  { repo, run_id = 'r', project_id = 1, statuses = ['ok'] }: RunWanted,
): Promise<string> {
  const { pas } = engine;
  const of = { run_id, project_id };
  const tasks: string[] = [];
  for (const _ of statuses) tasks.push((await pas.submitJobcard({ ...card, ...of })).task_id);
  await pas.startRun(of);
  for (const [index, task_id] of tasks.entries())
    await pas.storeReceipt({ ...report, run_id, task_id, status: statuses[index] ?? 'ok' });
  await engine.untilRun(run_id, 'completed', 'needs_review', 'failed');
  const { logs, worktrees } = engine.engine.spine;
  const line = { ts: '2026-01-01T00:00:00.000Z', task_id: '', stream: 'stdout' as const };
  logs.append(run_id, [{ ...line, text: 'said' }]);
  await logs.flush();
  if (repo === undefined) return '';
  return (await worktrees.ensure(run_id, repo)).worktree;
}

interface RunWanted {
  repo?: string;
  run_id?: string;
  project_id?: number;
  statuses?: readonly string[];
}

export function git(cwd: string, ...args: string[]): string {
  const names = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  return execFileSync('git', [...names, ...args], { cwd, encoding: 'utf8' });
}

export const filesOf = (folder: string) =>
  Object.fromEntries(fingerprint(folder, '/nowhere').files);
export const usersOf = (repo: string, { dataDir }: TestEngine) =>
  Object.fromEntries(fingerprint(repo, dataDir).files);
export const rowsOf = ({ engine }: TestEngine) => dumpLedger(engine.spine.store.reader);
export const sweep = ({ engine }: TestEngine, laterMs = 0) =>
  sweepTrash({ ...engine.spine, clock: { nowMs: () => Date.now() + laterMs } });

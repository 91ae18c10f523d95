import { classifyCommand } from '#core/commands/classify-command.ts';
import { decideCommand } from '#core/commands/decide-command.ts';
import { NO_KNOWN_COMMANDS } from '#core/commands/known-commands.ts';
import { actionIn } from '#core/rules/action-in.ts';
import { answeringRule } from '#core/rules/answering-rule.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import type { PlannedCommand, PlanTask } from '#shared/contract/plms-schemas.ts';
import { payloadSchema } from '#shared/payload.ts';
import type { Requester } from '#shared/rules.ts';
import type { Reads } from '../db/reads.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { TaskRow } from '../db/tasks.ts';
import { commandOfCard } from '../dispatch/command-of-card.ts';
import { linkOf } from '../dispatch/require-permission.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { inspectRepository, type InspectedRepository } from '../projects/inspect-repository.ts';
import { installsWillAsk, type Missing } from './install/ask-about-installs.ts';
import { mayAsk } from './look-at-command.ts';
import { lookOrSay, rootOf, type Look } from './trust/look-at-roots.ts';
import { trustWillAsk } from './trust/trust-will-ask.ts';

/** A task before it is started: what it will run, and for whom. */
interface Candidate {
  id: string;
  title: string;
  lane: string;
  requester: Requester;
  repo: string | null;
  command: Pick<PlannedCommand, 'argv' | 'origin' | 'action'>;
  /** A system program that the command's program is a link to; null: it is none. */
  leadsTo: string | null;
}

/** Where the tasks will run; a run that is still to be made has no rules of its own. */
interface Place {
  projectId: number;
  runId: string | null;
}

const REPORT = '{report}';

/** What of a plan will wait for an approval when this caller starts it: each action once. */
export function planWillAsk(
  from: { read: Reads; nowMs: number },
  spine: Settings,
  project: Pick<ProjectRow, 'project_id' | 'repo'>,
  asked: {
    tasks: readonly PlanTask[];
    requester: Requester;
    look: Look | null;
    missing: readonly Missing[];
  },
): WillAsk[] {
  const { requester } = asked;
  // A link in a plan's command is followed when it is about to run.
  const candidates = asked.tasks.flatMap(({ key, title, lane, runnable, command }) =>
    command === null || !runnable
      ? []
      : [{ id: key, title, lane, requester, repo: project.repo, command, leadsTo: null }],
  );
  const place = { projectId: project.project_id, runId: null };
  const trust = trustWillAsk(from, asked.look, { candidates, place });
  const commands = willAsk(from, spine, candidates, place);
  const installs = installsWillAsk(from, asked.missing, {
    projectId: place.projectId,
    tasks: candidates.map(({ id }) => id),
  });
  return [...trust, ...commands, ...installs];
}

/** The same of a run's queued tasks, each for whoever sent its card. Nothing of them is run. */
export async function runWillAsk(
  spine: Ledger & Settings & Execution,
  place: { projectId: number; runId: string },
  tasks: readonly { row: TaskRow; plan: ExecutionPlan }[],
): Promise<WillAsk[]> {
  const inspected = new Map<string, Promise<InspectedRepository | null>>();
  const candidates: Candidate[] = [];
  for (const { row, plan } of tasks) {
    if (plan.kind !== 'tool' || row.status !== 'queued' || !mayAsk(spine, row)) continue;
    const { repo } = plan;
    const look = repo === null ? null : (inspected.get(repo) ?? inspectRepository(spine, repo));
    if (repo !== null && look !== null)
      inspected.set(
        repo,
        look.catch(() => null),
      );
    const seen = repo === null ? null : await inspected.get(repo);
    const candidate = seen === undefined ? null : await toCandidate(spine, row, seen);
    if (candidate !== null) candidates.push(candidate);
  }
  const roots = Map.groupBy(tasks, ({ row, plan }) =>
    row.status === 'queued' ? rootOf(plan) : null,
  );
  const asks: WillAsk[] = [];
  for (const [root, own] of roots) {
    const look = root === null ? null : await lookOrSay(spine, root);
    const work = own.map(({ row }) => ({ ...row, id: row.task_id }));
    const from = { read: spine.store.read, nowMs: spine.clock.nowMs() };
    asks.push(...trustWillAsk(from, look, { candidates: work, place }));
  }
  const from = { read: spine.store.read, nowMs: spine.clock.nowMs() };
  return [...asks, ...willAsk(from, spine, candidates, place)];
}

async function toCandidate(
  spine: Pick<Execution, 'pools'>,
  row: Pick<TaskRow, 'task_id' | 'title' | 'lane' | 'payload' | 'requester'>,
  inspected: InspectedRepository | null,
): Promise<Candidate | null> {
  const repo = inspected?.facts.path ?? null;
  const payload = payloadSchema.parse(JSON.parse(row.payload));
  if (payload.command === undefined && inspected === null) return null;
  const { argv } = commandOfCard(payload, inspected?.found ?? null, REPORT);
  const places = { tree: repo, report: REPORT };
  const command = classifyCommand(argv, inspected?.known ?? NO_KNOWN_COMMANDS, places);
  const { task_id: id, title, lane, requester } = row;
  const trees = repo === null ? [] : [repo];
  const leadsTo = await linkOf(spine, argv, { trees, installed: [] });
  return { id, title, lane, requester, repo, command: { ...command, argv: [...argv] }, leadsTo };
}

function willAsk(
  { read, nowMs }: { read: Reads; nowMs: number },
  spine: Settings,
  candidates: readonly Candidate[],
  place: Place,
): WillAsk[] {
  const asks = new Map<string, WillAsk>();
  for (const candidate of candidates) {
    const { id, title, lane, requester, repo, command, leadsTo } = candidate;
    const action = actionIn(repo, command.action);
    const question = {
      action,
      taskId: id,
      runId: place.runId ?? '',
      projectId: place.projectId,
    };
    const rule = answeringRule(read.rules.about(action), question, nowMs);
    const { verdict, reason } = decideCommand({
      command: { ...command, fault: null },
      requester,
      lane: spine.lanes.get(lane),
      leadsTo,
      rule: rule?.decision ?? null,
    });
    if (verdict === 'runs') continue;
    const why = rule?.decision === 'deny' ? `Rule ${rule.ruleId} refuses it.` : reason;
    const known = asks.get(action);
    if (known !== undefined) known.tasks.push(id);
    else
      asks.set(action, {
        kind: 'command',
        action,
        shown: { argv: command.argv, repo, lane },
        title,
        tasks: [id],
        why,
        refused: rule?.decision === 'deny',
        with_start: true,
      });
  }
  return [...asks.values()];
}

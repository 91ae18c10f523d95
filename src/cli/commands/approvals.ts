import { formatArgvWhole } from '#shared/present/format-argv.ts';
import { shownActionText } from '#shared/present/shown-action-text.ts';
import { formatSettingChange } from '#shared/present/format-setting-change.ts';
import { formatMinutes } from '#shared/present/format-minutes.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { approvalVisual } from '#shared/present/approval-visual.ts';
import type { Approval } from '#shared/contract/pas-schemas.ts';
import type { RuleScope } from '#shared/rule-scopes.ts';
import { randomUUID } from 'node:crypto';
import { confirmCap } from '../arguments/confirm-cap.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine, withRunningEngine } from '../engine/with-engine.ts';
import { cleanDeep, cleanText } from '../terminal/clean-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from '../views/paint-visual.ts';
import { renderPairs } from '../views/render-pairs.ts';

export interface ListApprovalsOptions {
  all?: boolean;
}

export interface DecideOptions {
  reason?: string;
  budget?: number;
  /** Minutes. */
  duration?: number;
  yes?: boolean;
  scope?: RuleScope;
  /** ISO 8601 or `never`. */
  expires?: string;
}

/** Lists what waits for a decision, each whole; `all` also what was decided. */
export async function runListApprovals(cli: Cli, { all }: ListApprovalsOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listApprovals(all ? {} : { status: 'pending' });
    if (cli.json) printJson(cli, answer);
    else if (answer.approvals.length === 0) print(cli, ['Nothing waits for a decision.']);
    else
      print(
        cli,
        answer.approvals.flatMap((one) => renderApproval(one, cli.terminal)),
      );
    return 0;
  });
}

function renderApproval(approval: Approval, terminal: Terminal): string[] {
  const { shown } = approval;
  const state = paintVisual(approvalVisual(approval.status), terminal.colors);
  const head = `${terminal.colors.bold(String(approval.approval_id))}  ${state}  ${cleanText(approval.question)}`;
  const facts = renderPairs(
    [
      ['command', shown === null || shown.argv.length === 0 ? null : formatArgvWhole(shown.argv)],
      ['place', shown?.connect ?? null],
      ['installs', shown?.install === undefined ? null : shownActionText(shown)],
      ...(shown?.settings ?? []).map((change) => ['setting', formatSettingChange(change)]),
      ['in', shown === null ? null : (shown.repo ?? 'a scratch folder')],
      ['lane', shown?.lane ?? null],
      ['task', approval.task_title],
      ['project', approval.project_name],
      ['run', approval.run_id],
      ['asked by', approval.asked_by],
      ['budget', proposedText(approval)],
      ['until', approval.expires_at],
      ['decided', decisionOf(approval)],
    ].map(([name, value]) => [String(name), value === null ? null : cleanText(String(value))]),
    terminal,
  );
  return [head, ...facts.map((line) => `   ${line}`), ''];
}

function proposedText({
  kind,
  proposed_budget_usd: usd,
  proposed_duration_minutes: minutes,
}: Approval): string | null {
  if (minutes !== null) return formatMinutes(minutes);
  return kind === 'budget' ? formatUsd(usd) : null;
}

function decisionOf({ actor, reason, rule_id: ruleId }: Approval): string | null {
  if (actor === null) return null;
  const why = reason === null ? '' : `: ${reason}`;
  return `by ${actor}${why}${ruleId === null ? '' : ` (rule ${ruleId})`}`;
}

/** Approves or rejects: a budget with another amount, a command with the scope of its rule. */
export async function runDecide(
  cli: Cli,
  decision: 'approve' | 'reject',
  approval_id: number,
  { reason, budget, duration, yes, scope, expires }: DecideOptions,
): Promise<number> {
  return withRunningEngine(cli, decision, async (engine) => {
    if (budget !== undefined) {
      const { approvals } = await engine.client.pas.listApprovals({ status: 'pending' });
      const asked = approvals.find((one) => one.approval_id === approval_id);
      await confirmCap(cli, { budget, estimateUsd: asked?.proposed_budget_usd ?? null, yes });
    }
    const expires_at = expires === undefined || expires === 'never' ? undefined : expires;
    const answer = await engine.client.pas.decideApproval(
      {
        approval_id,
        decision,
        reason,
        budget_usd: budget,
        budget_duration_minutes: duration,
        scope,
        expires_at,
      },
      { idempotencyKey: randomUUID() },
    );
    const approval = cleanDeep(answer.approval);
    const rule = approval.rule_id === null ? '' : `, recorded as rule ${approval.rule_id}`;
    if (cli.json) printJson(cli, answer);
    else
      print(cli, [
        `approval ${approval.approval_id} is ${approvalVisual(approval.status).label}, run ${approval.run_id}${rule}`,
      ]);
    return 0;
  });
}

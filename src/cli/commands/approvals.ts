import { formatUsd } from '#shared/present/format-usd.ts';
import { approvalVisual } from '#shared/present/approval-visual.ts';
import { randomUUID } from 'node:crypto';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine, withRunningEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';
import { paintVisual } from '../views/paint-visual.ts';

export interface ListApprovalsOptions {
  all?: boolean;
}

export interface DecideOptions {
  reason?: string;
  budget?: number;
}

/** Lists what waits for a decision; `all` also what was decided. */
export async function runListApprovals(cli: Cli, { all }: ListApprovalsOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listApprovals(all ? {} : { status: 'pending' });
    if (cli.json) printJson(cli, answer);
    else if (answer.approvals.length === 0) print(cli, ['Nothing waits for a decision.']);
    else {
      const rows = cleanDeep(answer.approvals).map((one) => [
        String(one.approval_id),
        paintVisual(approvalVisual(one.status), cli.terminal.colors),
        one.run_id,
        formatUsd(one.proposed_budget_usd),
        one.question,
      ]);
      const columns = ['id', 'state', 'run', 'proposed budget', 'question'];
      print(
        cli,
        renderTable(
          columns.map((head) => ({ head })),
          rows,
          cli.terminal,
        ),
      );
    }
    return 0;
  });
}

/** Approves or rejects; an approval may carry another budget than the proposed one. */
export async function runDecide(
  cli: Cli,
  decision: 'approve' | 'reject',
  approval_id: number,
  { reason, budget }: DecideOptions,
): Promise<number> {
  return withRunningEngine(cli, decision, async (engine) => {
    const answer = await engine.client.pas.decideApproval(
      { approval_id, decision, reason, budget_usd: budget },
      { idempotencyKey: randomUUID() },
    );
    const { approval } = answer;
    if (cli.json) printJson(cli, answer);
    else
      print(cli, [
        `approval ${approval.approval_id} is ${approvalVisual(approval.status).label}, run ${approval.run_id}`,
      ]);
    return 0;
  });
}

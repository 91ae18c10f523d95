import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { microToUsd, usdToMicro } from '#shared/units.ts';
import type { SharedCaps } from './shared-budgets.ts';
import type { Ledger, Queue, Settings } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';

type Pas = typeof pasContract;
type Budgets = Output<Pas['setBudgets']>;

/** The caps above runs that are in force. */
export function sharedBudgets(spine: Settings): Output<Pas['getBudgets']> {
  return toWire(spine.budgets.caps());
}

/** Changes the day's cap or a project's; the event log keeps who, why, before and after. */
export async function setSharedBudgets(
  spine: Ledger & Settings & Queue,
  input: Parsed<Pas['setBudgets']>,
  call: CallContext,
): Promise<Budgets> {
  if (input.project_usd !== undefined && input.project_id === undefined) {
    throw new AppError(
      'invalid_input',
      'Say which project the cap is for: give `project_id` with `project_usd`.',
      {
        errors: [{ path: 'project_id', message: 'is required with project_usd' }],
      },
    );
  }
  return writeKeyed<Budgets>(spine, {
    operation: 'setBudgets',
    input,
    call,
    effect: (tx) => {
      const before = spine.budgets.caps();
      const after = change(before, input);
      tx.settings.put('shared_caps', after);
      tx.events.append(
        {
          type: 'budget.changed',
          projectId: input.project_id ?? null,
          data: { actor: call.actor, reason: input.reason ?? null, before, after },
        },
        tx.nowMs,
      );
      return toWire(after);
    },
    afterCommit: () => {
      spine.budgets.setCaps(change(spine.budgets.caps(), input));
      for (const run of spine.runs.all()) spine.scheduler.budgetChanged(run.runId);
      spine.requestPump();
    },
  });
}

function change(caps: SharedCaps, input: Parsed<Pas['setBudgets']>): SharedCaps {
  const projects: Record<string, number> = { ...caps.projects };
  const { day_usd: dayUsd, project_id: id, project_usd: projectUsd } = input;
  if (id !== undefined && projectUsd === null) delete projects[String(id)];
  if (id !== undefined && typeof projectUsd === 'number')
    projects[String(id)] = usdToMicro(projectUsd);
  const dayMicro =
    dayUsd === undefined ? caps.dayMicro : dayUsd === null ? null : usdToMicro(dayUsd);
  return { dayMicro, projects };
}

function toWire(caps: SharedCaps): Output<Pas['getBudgets']> {
  return {
    day_usd: caps.dayMicro === null ? null : microToUsd(caps.dayMicro),
    projects: Object.fromEntries(
      Object.entries(caps.projects).map(([id, micro]) => [id, microToUsd(micro)]),
    ),
  };
}

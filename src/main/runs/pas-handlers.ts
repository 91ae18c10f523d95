import type { Tx } from '../db/transactions.ts';
import type { Handlers, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Queue, Settings, Spine } from '../dispatch/spine.ts';
import { decideApproval } from '../approvals/decide-approval.ts';
import { ruleHandlers } from '../approvals/rule-handlers.ts';
import { overrideRun, pauseRun, resumeRun, setRunBudget, terminateRun } from './change-run.ts';
import { writeKeyed } from './keyed-write.ts';
import { setSharedBudgets, sharedBudgets } from '../budget/set-shared-budgets.ts';
import { health, portfolioStatus, toWireLane } from '../scheduler/read-portfolio.ts';
import { getTask, listTasks, offsetAfter, runStatusPart, summary } from './read-runs.ts';
import { heartbeat, storeKpi } from './reports.ts';
import { outcomeHandlers } from '../outcome/outcome-handlers.ts';
import { rerunFailed } from './rerun-failed.ts';
import { simulateRun } from '../estimate/simulate-run.ts';
import { startRun } from './start-run.ts';
import { storeReceipt } from './store-receipt.ts';
import { followEvents, followLogs, namesOf, type Following } from '../streams/follow-events.ts';
import { submitJobcard } from './submit-jobcard.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { trashHandlers } from '../trash/trash-handlers.ts';
import { tokenHandlers } from '../tokens/token-handlers.ts';
import { validateRun } from '../gates/validate-run.ts';
import { toWireApproval, toWireReceipt } from './wire.ts';

/** What PAS answers from beside the spine. */
interface PasParts {
  following: Following;
  tokens: Tokens;
  startedAt: string;
}

/** PAS: what answers each operation of its table. */
export function createPasHandlers(
  spine: Spine,
  { following, tokens, startedAt }: PasParts,
): Handlers<typeof pasContract> {
  return {
    health: async () => health(spine, startedAt),
    submitJobcard: (input, call) => submitJobcard(spine, input, call),
    startRun: (input, call) => startRun(spine, input, call),
    pauseRun: (input, call) => pauseRun(spine, input, call),
    resumeRun: (input, call) => resumeRun(spine, input, call),
    terminateRun: (input, call) => terminateRun(spine, input, call),
    simulateRun: (input, call) => simulateRun(spine, input, call),
    runStatus: async (input) => runStatusPart(spine, input),
    portfolioStatus: async () => portfolioStatus(spine),
    heartbeat: (input, call) => heartbeat(spine, input, call),
    storeReceipt: (input, call) => storeReceipt(spine, input, call),
    storeKpi: (input, call) => storeKpi(spine, input, call),
    ...reads(spine),
    validateRun: (input, call) => validateRun(spine, input, call),
    rerunFailed: (input, call) => rerunFailed(spine, input, call),
    ...outcomeHandlers(spine),
    overrideRun: (input, call) => overrideRun(spine, input, call),
    setRunBudget: (input, call) => setRunBudget(spine, input, call),
    getBudgets: async () => sharedBudgets(spine),
    setBudgets: (input, call) => setSharedBudgets(spine, input, call),
    decideApproval: (input, call) => decideApproval(spine, input, call),
    ...ruleHandlers(spine),
    ...capacity(spine),
    ...trashHandlers(spine),
    ...tokenHandlers(tokens, spine.clock),
    events: (input, signal) => followEvents(spine, following, input, signal),
    followLogs: (input, signal) => followLogs(spine, input, signal),
  };
}

type Reads = Pick<
  Handlers<typeof pasContract>,
  | 'listRuns'
  | 'getTask'
  | 'listTasks'
  | 'runLogs'
  | 'listReceipts'
  | 'getPassport'
  | 'listApprovals'
  | 'listLanes'
>;

function reads(spine: Ledger & Settings & Queue & Execution): Reads {
  const { store } = spine;
  return {
    listRuns: async (input) => ({
      runs: store.read.runs
        .search({
          projectId: input.project_id,
          status: input.status,
          q: input.q,
          limit: input.limit,
        })
        .map((row) => summary(spine, row)),
    }),
    getTask: async (input) => getTask(spine, input.task_id),
    listTasks: async (input) => listTasks(spine, input),
    runLogs: async (input) => {
      requireRun(store, input.run_id);
      return spine.logs.read(input.run_id, {
        taskIds: namesOf(store.read, input.task_id),
        after: input.after,
        tail: input.tail,
      });
    },
    listReceipts: async (input) => {
      requireRun(store, input.run_id);
      const receipts = store.read.receipts.listOfRun(input.run_id, input).map(toWireReceipt);
      return { receipts, next_offset: offsetAfter(receipts, input) };
    },
    getPassport: async (input) => {
      const row = requireRun(store, input.run_id);
      const passport = store.read.runs.passportOf(row.run_id);
      if (passport === null || passport === undefined)
        throw new AppError(
          'unknown_run',
          `Run "${row.run_id}" has no passport yet; it is written when the run starts.`,
        );
      return { run_id: row.run_id, passport: JSON.parse(passport) as Record<string, unknown> };
    },
    listApprovals: async (input) => ({
      approvals: store.read.approvals.list(input.status, input.limit).map(toWireApproval),
    }),
    listLanes: async () => ({ lanes: spine.lanes.all().map((lane) => toWireLane(spine, lane)) }),
  };
}

function capacity(
  spine: Ledger & Settings & Queue,
): Pick<Handlers<typeof pasContract>, 'setLaneCap' | 'setProjectWeight'> {
  return {
    setLaneCap: (input, call) =>
      writeKeyed(spine, {
        operation: 'setLaneCap',
        input,
        call,
        effect: (tx) => {
          const before = spine.lanes.get(input.name).cap;
          tx.settings.put('lane_caps', {
            ...spine.lanes.caps(),
            [input.name]: input.cap,
          });
          tx.events.append(
            {
              type: 'lane.cap_changed',
              data: { lane: input.name, before, after: input.cap, actor: call.actor },
            },
            tx.nowMs,
          );
          return { lane: toWireLane(spine, { ...spine.lanes.get(input.name), cap: input.cap }) };
        },
        afterCommit: () => {
          spine.lanes.setCap(input.name, input.cap);
          spine.scheduler.setCap(input.name, input.cap);
          spine.requestPump();
        },
      }),
    setProjectWeight: (input, call) =>
      writeKeyed(spine, {
        operation: 'setProjectWeight',
        input,
        call,
        effect: (tx) => {
          const project_id = projectNamed(tx, input.project_id);
          tx.projects.setWeight(project_id, input.weight, tx.nowMs);
          return { project_id, weight: input.weight };
        },
        afterCommit: ({ project_id }) => spine.scheduler.setWeight(project_id, input.weight),
      }),
  };
}

/** A project by its number, as `project-7`, or by the id of one of its runs. */
function projectNamed({ read }: Pick<Tx, 'read'>, name: string): number {
  const digits = /^(?:project-)?(\d{1,15})$/.exec(name)?.[1];
  const id = read.runs.get(name)?.project_id ?? (digits === undefined ? undefined : Number(digits));
  if (id !== undefined && read.projects.get(id) !== undefined) return id;
  throw new AppError('unknown_project', `There is no project "${name}".`);
}

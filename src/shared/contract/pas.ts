import { returnDatabase, takeDatabase } from './pas/databases.ts';
import { listRuns, getPassport, validateRun, rerunFailed, overrideRun } from './pas/runs.ts';
import {
  mergeRun,
  openRun,
  revealDiff,
  runChanges,
  runDiff,
  runFailures,
  runOutcome,
  undoMerge,
} from './pas/outcome.ts';
import { getTask, listTasks, listReceipts } from './pas/tasks.ts';
import { runLogs, followLogs } from './pas/logs.ts';
import { setRunBudget, getBudgets, setBudgets } from './pas/budgets.ts';
import { listApprovals, decideApproval } from './pas/approvals.ts';
import { listRules, revokeRule } from './pas/rules.ts';
import { listLanes, setLaneCap, setProjectWeight } from './pas/capacity.ts';
import {
  deleteRun,
  emptyTrash,
  listTrash,
  previewRunDeletion,
  restoreFromTrash,
  setTrashDays,
} from './pas/trash.ts';
import { events } from './pas/event-log.ts';
import {
  createToken,
  listTokens,
  revokeToken,
  createLoginCode,
  exchangeLoginCode,
} from './pas/tokens.ts';
import { pasV1 } from './pas-v1.ts';

/** Everything PAS answers: the twelve stable operations, and more in the same style. */
export const pasContract = {
  ...pasV1,
  listRuns,
  getTask,
  listTasks,
  runLogs,
  listReceipts,
  getPassport,
  validateRun,
  rerunFailed,
  overrideRun,
  runOutcome,
  runFailures,
  runChanges,
  runDiff,
  revealDiff,
  openRun,
  mergeRun,
  undoMerge,
  takeDatabase,
  returnDatabase,
  setRunBudget,
  getBudgets,
  setBudgets,
  listApprovals,
  decideApproval,
  listRules,
  revokeRule,
  listLanes,
  setLaneCap,
  setProjectWeight,
  previewRunDeletion,
  deleteRun,
  listTrash,
  restoreFromTrash,
  emptyTrash,
  setTrashDays,
  createToken,
  listTokens,
  revokeToken,
  createLoginCode,
  exchangeLoginCode,
  events,
  followLogs,
};

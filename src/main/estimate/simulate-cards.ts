import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import { createHash } from 'node:crypto';
import { projectRehearsal, type RehearsalProjection } from '#core/estimate/project-rehearsal.ts';
import {
  drawRehearsalSample,
  stratumOf,
  type RehearsalSample,
  type RehearsalTask,
} from '#core/estimate/rehearsal-sample.ts';
import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import type { Output, pasContract } from '#shared/contract/contract.ts';
import type { ExecutionMode } from '#shared/states.ts';
import { microToUsd } from '#shared/units.ts';
import { countOf, formatCount, wordFor } from '#shared/present/format-count.ts';
import { must } from '#shared/assert.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskRow } from '../db/tasks.ts';
import { tokensOf } from '../dispatch/receipt-of.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { rehearse, type AskedCard, type Rehearsed } from './rehearse.ts';

type Simulated = Output<(typeof pasContract)['simulateRun']>;

/** A card that may be drawn into a sample, with what is believed of it. */
export interface SimulatedCard {
  id: string;
  card: AskedCard;
  estimate: TaskEstimate;
}

export interface CardSimulation {
  /** Of the run or plan; the rehearsal's run is named after it. */
  name: string;
  projectId: number;
  /** Declared mode of the run that is rehearsed, if any. */
  mode: ExecutionMode | null;
  cards: readonly SimulatedCard[];
  pct: number;
  stratified: boolean;
  budgetUsd: number | null;
  /** What waits for an approval; nobody should wait for it in a rehearsal. */
  asks: readonly WillAsk[];
  /** Idempotency key: the same key rehearses once. */
  key: string | undefined;
}

function toCandidate({ id, card }: SimulatedCard): RehearsalTask {
  return { taskId: id, lane: card.lane, kind: card.kind, complexity: card.complexity };
}

/**
 * Rehearses a stratified sample of cards in a run of its own and projects all of them. `cards` must
 * not be empty.
 */
export async function simulateCards(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: CardSimulation,
): Promise<Simulated> {
  const { cards } = input;
  const sample = drawRehearsalSample(cards.map(toCandidate), input.pct, {
    seed: spine.options.seed,
    stratified: input.stratified,
  });
  const chosen = cards.filter((card) => sample.sampled.includes(card.id));
  const asking = new Set(input.asks.flatMap(({ tasks }) => tasks));
  const own = chosen.filter((card) => canRehearse(spine, card) && !asking.has(card.id));
  const rehearsed =
    own.length === 0
      ? nothingRehearsed()
      : await rehearse(spine, {
          rehearsalId: rehearsalIdOf(spine, input),
          projectId: input.projectId,
          mode: input.mode,
          cards: own.map((each) => each.card),
        });
  const projection = projectFrom(input, sample, rehearsed);
  return {
    run_id: input.name,
    ...toWireProjection(projection),
    basis: basisOf(rehearsed, own.length === chosen.length),
    strata_coverage:
      new Set(own.map((each) => stratumOf(toCandidate(each)))).size / sample.strata.length,
    rehearsal_tokens: rehearsed.receipts.reduce((sum, receipt) => sum + tokensOf(receipt), 0),
    actual_pct: own.length / cards.length,
    auto_bumped: sample.autoBumped,
    rehearsal_run_id: rehearsed.runId,
    sampled: own.length,
    will_ask: [...input.asks],
    note: noteOf(rehearsed, {
      sampled: own.length,
      left: chosen.length - own.length,
      total: cards.length,
    }),
  };
}

/**
 * Outside executors are not asked to rehearse, and a closed lane starts nothing: nobody should wait
 * for those.
 */
function canRehearse(spine: Settings, { card }: SimulatedCard): boolean {
  return card.kind !== 'external' && spine.lanes.get(card.lane).cap > 0;
}

function nothingRehearsed(): Rehearsed {
  return {
    runId: null,
    complete: true,
    blocked: null,
    receipts: [],
    tasks: new Map(),
    gateFailures: 0,
    synthetic: false,
  };
}

function basisOf(rehearsed: Rehearsed, isWhole: boolean): Simulated['basis'] {
  if (rehearsed.runId === null) return 'priors';
  return rehearsed.complete && isWhole ? 'rehearsal' : 'partial_rehearsal';
}

/** The same key rehearses once, also when two requests race. */
function rehearsalIdOf(spine: Ledger, input: CardSimulation): string {
  const seed = input.key ?? `${spine.clock.nowMs()}-${spine.store.read.tasks.maxSeq()}`;
  return `${input.name.slice(0, 150)}~rehearsal-${createHash('sha256').update(seed).digest('hex').slice(0, 10)}`;
}

function projectFrom(
  input: CardSimulation,
  sample: RehearsalSample,
  rehearsed: Rehearsed,
): RehearsalProjection {
  const priors: Record<string, TaskEstimate> = {};
  for (const card of input.cards) priors[stratumOf(toCandidate(card))] ??= card.estimate;
  const observed = [...Map.groupBy(rehearsed.receipts, (receipt) => receipt.task_id)].map(
    ([taskId, receipts]) => observedTask(rehearsed.tasks.get(taskId), receipts),
  );
  return projectRehearsal({
    strata: sample.strata,
    observed,
    priors,
    budgetUsd: input.budgetUsd,
    gateFailures: rehearsed.gateFailures,
  });
}

/** A task costs what all its attempts cost, and takes as long as the one that ended it. */
function observedTask(task: TaskRow | undefined, receipts: readonly ReceiptRow[]) {
  const last = must(receipts.at(-1), 'a group has a receipt');
  const sum = (of: (receipt: ReceiptRow) => number): number =>
    receipts.reduce((total, receipt) => total + of(receipt), 0);
  return {
    taskId: last.task_id,
    stratum: task === undefined ? '' : stratumOf(task),
    tokens: sum(tokensOf),
    timeMs: last.time_ms,
    costUsd: microToUsd(sum((receipt) => receipt.cost_micro)),
    energyKwh: receipts.some((receipt) => receipt.energy_kwh === null)
      ? null
      : sum((receipt) => receipt.energy_kwh ?? 0),
    failed: task?.status === 'failed',
  };
}

/** A projection in the contract's words. */
export function toWireProjection(projection: RehearsalProjection) {
  const { tokens } = projection;
  return {
    projected_tokens: tokens.mean,
    ci_lower: tokens.ci_90[0],
    ci_upper: tokens.ci_90[1],
    risk_score: projection.riskScore,
    time_ms: projection.timeMs,
    cost_usd: projection.costUsd,
    energy_kwh: projection.energyKwh,
  };
}

interface Sampled {
  sampled: number;
  /** Drawn for the sample, but not to be rehearsed by the app. */
  left: number;
  total: number;
}

function noteOf(rehearsed: Rehearsed, { sampled, left, total }: Sampled): string {
  const parts = [
    `${formatCount(sampled)} of ${countOf(total, 'task')} ${wordFor(sampled, 'was', 'were')} rehearsed.`,
  ];
  if (left > 0)
    parts.push(
      `${left} could not be, because an outside executor does them, their lane is closed, or they wait for an approval: the priors stand for them.`,
    );
  if (rehearsed.blocked !== null) parts.push(`It was given up: ${rehearsed.blocked}`);
  else if (!rehearsed.complete)
    parts.push('It had not ended when this was answered; what was missing comes from the priors.');
  if (rehearsed.synthetic)
    parts.push('Part of it was synthetic: declared figures, not measured ones.');
  return parts.join(' ');
}

import { performance } from 'node:perf_hooks';
import type { ExecuteResult } from '#shared/messages/job.ts';
import { assertNever } from '#shared/assert.ts';
import { judgeGate, type Measurement } from '#core/gates/judge-gate.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import { isMeasuredBy } from '#shared/kpis.ts';
import type { Payload } from '#shared/payload.ts';
import { AppError } from '#shared/errors.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { failedResult } from './failed-result.ts';
import type { IndexRefreshed, IndexWork } from './index-work.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';

interface IndexTask {
  lane: LaneConfig;
  repo: string;
  payload: Payload;
}

/** What a finished piece of index work says, and what it measured. */
interface Done {
  text: string;
  refreshed: IndexRefreshed | null;
}

/**
 * Does a card's index operation. The gates of its lane are measured on the index itself: how old
 * the oldest change is that it lacks, and by what share the number of edges moved.
 */
export async function runIndexWork(
  index: IndexWork | null,
  task: IndexTask,
): Promise<{ result: ExecuteResult; gates: MeasuredGate[] }> {
  if (index === null) return refused('The code index is not running in this engine.');
  const startedMs = performance.now();
  try {
    const done = await perform(index, task);
    const timeMs = performance.now() - startedMs;
    const gates = task.lane.gates.flatMap((gate) => measure(index, task, { gate, done, timeMs }));
    const succeeded = { ...failedResult('tool', ''), outcome: 'succeeded' as const };
    return {
      result: {
        ...succeeded,
        failureClass: null,
        reason: null,
        exitCode: 0,
        timeMs,
        outputTail: done.text,
      },
      gates,
    };
  } catch (error) {
    if (error instanceof AppError) return refused(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    return { result: failedResult('transient', reason), gates: [] };
  }
}

function refused(sentence: string): { result: ExecuteResult; gates: MeasuredGate[] } {
  return { result: failedResult('policy', sentence), gates: [] };
}

async function perform(index: IndexWork, { repo, payload }: IndexTask): Promise<Done> {
  if (payload.operation === 'query') return ask(index, repo, payload.query);
  const refreshed = await index.refresh(repo, payload.scope);
  const { filesIndexed, filesChanged, edgesBefore, edgesAfter, gitSha } = refreshed;
  const text = `${formatCount(filesChanged)} of ${countOf(filesIndexed, 'file')} changed; ${formatCount(edgesBefore)} → ${countOf(edgesAfter, 'edge')}; commit ${gitSha ?? 'none'}`;
  return { text, refreshed };
}

async function ask(index: IndexWork, repo: string, question: Payload['query']): Promise<Done> {
  if (question === undefined) {
    throw new AppError(
      'invalid_input',
      'A card with operation "query" needs the question: put `query: {kind, symbol | file | snippet}` into its payload.',
    );
  }
  const answer = await index.query(repo, question);
  const head = `${answer.total} results${answer.fresh ? '' : ', while changes are still being read'}`;
  return { text: [head, ...answer.lines].join('\n').slice(0, 4000), refreshed: null };
}

function measure(
  index: IndexWork,
  { repo, payload }: IndexTask,
  { gate, done, timeMs }: { gate: LaneGate; done: Done; timeMs: number },
): MeasuredGate[] {
  const measurement = measurementOf(index, { repo, gate, done });
  if (measurement === null) return [];
  const judgement = judgeGate(gate, measurement);
  return [
    {
      gate,
      judgement,
      evidence: {
        command: [
          'code-index',
          payload.operation ?? 'refresh',
          ...(payload.scope === undefined ? [] : [payload.scope]),
        ],
        exit_code: null,
        duration_ms: timeMs,
        tests_executed: null,
        tests_failed: [],
        report_format: null,
        tree_hash: '',
        reason: judgement.reason,
        output_tail: done.text,
      },
    },
  ];
}

/** Null: this operation says nothing about the gate. */
function measurementOf(
  index: IndexWork,
  { repo, gate, done }: { repo: string; gate: LaneGate; done: Done },
): Measurement | null {
  const { kpi } = gate;
  if (!isMeasuredBy(kpi, 'index')) return null;
  switch (kpi) {
    case 'index_freshness':
      return freshness(index.freshnessS(repo));
    case 'edge_count_delta':
      return done.refreshed === null ? null : edgeDelta(done.refreshed);
    default:
      return assertNever(kpi);
  }
}

function freshness(seconds: number | null): Measurement {
  return seconds === null
    ? { kind: 'missing', reason: 'the age of the oldest change that the index lacks is unknown' }
    : { kind: 'value', value: seconds };
}

function edgeDelta({ edgesBefore, edgesAfter }: IndexRefreshed): Measurement {
  if (edgesBefore === 0)
    return {
      kind: 'missing',
      reason: 'there were no edges before, so there is no share to compare',
    };
  return { kind: 'value', value: Math.abs(edgesAfter - edgesBefore) / edgesBefore };
}

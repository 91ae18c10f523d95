import { countOf, formatCount } from './format-count.ts';
import { formatClock, formatMinute } from './format-time.ts';
import { formatUsd } from './format-usd.ts';
import type { TimeZone } from './local-day.ts';

/** What the line says of a run that is under way. */
export interface HeaderRun {
  tasks_total: number;
  tasks_completed: number;
  spend_usd: number;
  budget_usd: number | null;
}

/** When everything is expected to be done, epoch milliseconds, with its 90 % interval. */
export interface ExpectedEnd {
  mean: number;
  ci_90: readonly [number, number];
}

export interface HeaderFacts {
  /** The runs that are under way. */
  runs: readonly HeaderRun[];
  /** Null where a remaining task has no estimate. */
  end: ExpectedEnd | null;
  /** What waits for a person. */
  waiting: number;
  /** When the facts were last known to be true; null while they are. */
  asOfMs: number | null;
}

export interface HeaderPart {
  kind: 'runs' | 'tasks' | 'end' | 'spend' | 'waiting' | 'asOf';
  text: string;
  /** Part of a whole, 0 or more, where there is one: spend of its cap. */
  share: number | null;
}

/** The line before anything has been read. */
export const HEADER_LOADING = '…';

/**
 * The one line that window and tray show: what runs, how far, until when, for how much, and what
 * waits for a person. A part that cannot be known is left out.
 */
export function headerLine(facts: HeaderFacts, timeZone: TimeZone): HeaderPart[] {
  const { runs, end, waiting, asOfMs } = facts;
  const part = (kind: HeaderPart['kind'], text: string, share: number | null = null) => [
    { kind, text, share },
  ];
  const total = sum(runs, 'tasks_total');
  return [
    ...part('runs', runs.length === 0 ? 'nothing runs' : countOf(runs.length, 'run')),
    ...(total === 0
      ? []
      : part('tasks', `${formatCount(sum(runs, 'tasks_completed'))} of ${countOf(total, 'task')}`)),
    ...(end === null || runs.length === 0 ? [] : part('end', endText(end, timeZone))),
    ...(runs.length === 0 ? [] : [spendPart(runs)]),
    ...(waiting === 0 ? [] : part('waiting', `${formatCount(waiting)} for you`)),
    ...(asOfMs === null
      ? []
      : part('asOf', `as of ${formatClock(new Date(asOfMs).toISOString(), timeZone)}`)),
  ];
}

/** The same as plain text, for a tooltip. */
export function headerText(facts: HeaderFacts, timeZone: TimeZone): string {
  return headerLine(facts, timeZone)
    .map(({ text }) => text)
    .join(' · ');
}

function sum(runs: readonly HeaderRun[], field: Exclude<keyof HeaderRun, 'budget_usd'>): number {
  return runs.reduce((total, run) => total + run[field], 0);
}

function endText({ mean, ci_90: [low, high] }: ExpectedEnd, timeZone: TimeZone): string {
  const [at, from, to] = [mean, low, high].map((ms) => formatMinute(ms, timeZone));
  return from === to ? `done ≈ ${at}` : `done ≈ ${at} (${from}–${to})`;
}

// One run without a cap leaves no whole that the others' spend could be part of.
function spendPart(runs: readonly HeaderRun[]): HeaderPart {
  const spent = sum(runs, 'spend_usd');
  const caps = runs.flatMap((run) => run.budget_usd ?? []);
  if (caps.length < runs.length) {
    return { kind: 'spend', text: `${formatUsd(spent)} spent`, share: null };
  }
  const cap = caps.reduce((total, usd) => total + usd, 0);
  const text = `${formatUsd(spent)} of ${formatUsd(cap)}`;
  return { kind: 'spend', text, share: cap === 0 ? 1 : spent / cap };
}

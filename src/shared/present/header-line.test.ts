import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedEnd, type RemainingTask } from './expected-end.ts';
import { headerLine, type HeaderFacts, headerText } from './header-line.ts';

const at = (clock: string) => Date.parse(`2026-11-22T${clock}:00Z`);
const run = { tasks_total: 20, tasks_completed: 7, spend_usd: 0.92, budget_usd: 2.5 };
const idle: HeaderFacts = { runs: [], end: null, waiting: 0, asOfMs: null };

describe('the header line', () => {
  it('says in one line what runs, how far, until when, for how much and what waits (PRES-23)', () => {
    const facts: HeaderFacts = {
      runs: [run, { ...run, tasks_total: 21 }],
      end: { mean: at('14:20'), ci_90: [at('14:12'), at('14:41')] },
      waiting: 2,
      asOfMs: null,
    };
    expect(headerText(facts, 'UTC')).toBe(
      '2 runs · 14 of 41 tasks · done ≈ 14:20 (14:12–14:41) · $1.84 of $5.00 · 2 for you',
    );
    expect(headerLine(facts, 'UTC').find(({ kind }) => kind === 'spend')?.share).toBeCloseTo(0.368);
  });

  it('leaves out what cannot be known (PRES-24)', () => {
    expect(headerText(idle, 'UTC')).toBe('nothing runs');
    expect(headerText({ ...idle, runs: [{ ...run, tasks_total: 0 }] }, 'UTC')).toBe(
      '1 run · $0.92 of $2.50',
    );
    expect(headerText({ ...idle, runs: [run, { ...run, budget_usd: null }] }, 'UTC')).toBe(
      '2 runs · 14 of 40 tasks · $1.84 spent',
    );
  });

  it('names the time of its figures once no events arrive any more (PRES-25)', () => {
    const asOfMs = Date.parse('2026-11-22T03:42:38Z');
    expect(headerText({ ...idle, asOfMs }, 'UTC')).toBe('nothing runs · as of 03:42:38');
  });
});

const NOW = at('14:00');
const MINUTE = 60_000;
const task = (task_id: string, over: Partial<RemainingTask> = {}): RemainingTask => ({
  task_id,
  lane: 'Code-Impl',
  status: 'queued',
  deps: [],
  started_at: null,
  estimate_ms: { mean: MINUTE, ci_90: [0.5 * MINUTE, 2 * MINUTE] },
  ...over,
});
const minutes = (end: ReturnType<typeof expectedEnd>) =>
  end === null ? null : (end.mean - NOW) / MINUTE;

describe('the expected end', () => {
  it('is at the longest of lane work over its cap and the chain of dependencies (PRES-26)', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => task(id));
    expect(minutes(expectedEnd(four, { 'Code-Impl': 2 }, NOW))).toBe(2);
    const chain = four.map((one, at_) => ({
      ...one,
      deps: four.slice(0, at_).map((t) => t.task_id),
    }));
    expect(minutes(expectedEnd(chain, { 'Code-Impl': 4 }, NOW))).toBe(4);
  });

  it('counts down what runs, and adds errors as squares (PRES-26)', () => {
    const started_at = new Date(NOW - 0.25 * MINUTE).toISOString();
    const end = expectedEnd([task('a', { status: 'running', started_at })], {}, NOW);
    expect(minutes(end)).toBe(0.75);
    const four = ['a', 'b', 'c', 'd'].map((id) => task(id));
    const all = expectedEnd(four, { 'Code-Impl': 1 }, NOW);
    expect(all?.ci_90.map((ms) => (ms - NOW) / MINUTE)).toEqual([3, 6]);
  });

  it('is not known without an estimate, beyond one, or with nothing left (PRES-26)', () => {
    const old = new Date(NOW - 3 * MINUTE).toISOString();
    expect(expectedEnd([task('a', { estimate_ms: null })], {}, NOW)).toBeNull();
    expect(expectedEnd([task('a', { status: 'running', started_at: old })], {}, NOW)).toBeNull();
    expect(expectedEnd([task('a', { status: 'succeeded' })], {}, NOW)).toBeNull();
  });

  it('lies inside its interval and not before now, whatever the tasks (PRES-26)', () => {
    const spans = fc.tuple(fc.nat(9e6), fc.nat(9e6), fc.nat(9e6));
    const any = fc.array(fc.tuple(spans, fc.constantFrom('A', 'B'), fc.boolean()), {
      minLength: 1,
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 8 }), (given, cap) => {
        const tasks = given.map(([found, lane, follows], index) => {
          const [low, mean, high] = found.toSorted((a, b) => a - b) as [number, number, number];
          const deps = follows && index > 0 ? [`t${index - 1}`] : [];
          return task(`t${index}`, { lane, deps, estimate_ms: { mean, ci_90: [low, high] } });
        });
        const end = expectedEnd(tasks, { A: cap, B: cap }, NOW);
        expect(end?.ci_90[0]).toBeGreaterThanOrEqual(NOW);
        expect(end?.mean).toBeGreaterThanOrEqual(end?.ci_90[0] ?? Infinity);
        expect(end?.ci_90[1]).toBeGreaterThanOrEqual(end?.mean ?? Infinity);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_STATES } from '#shared/states.ts';
import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { WireEvent } from '#shared/events.ts';
import { isTerminalTask } from '#shared/present/activity.ts';
import { applyEvents } from './apply-events.ts';
import { staleAfter } from './event-effects.ts';
import { NOTHING_KNOWN } from './live-state.ts';
import { mergeRun } from './merge-reads.ts';
import { nextReadDelayMs } from './refetch-pacer.ts';
import { sampleRun, sampleTask } from '../testing/samples.ts';

/** What every event of a run or a task says, each among others. */
const said = {
  from: 'executing',
  reason: '',
  lane: 'Narrative',
  title: 't',
  deps: [],
  attempt: 1,
  mode: 'real',
  executor: 'tool',
  cause: 'share',
  failure_class: 'tool',
  approval_id: 1,
  question: '?',
  proposed_budget_usd: 1,
  proposed_duration_minutes: null,
  task_id: null,
  shown: null,
  requester: null,
  asked_by: null,
  expires_at: null,
  rule_id: null,
};

function event(type: string, taskId: string | null = null, seq = 1): WireEvent {
  const ts = '2026-11-22T10:00:00.000Z';
  return { seq, ts, type, project_id: 7, run_id: 'r1', task_id: taskId, data: said };
}

describe('staleAfter', () => {
  it('reads the run and lanes again after a task event, not every project', () => {
    const keys = staleAfter(event('task.running', 't1'));
    expect(keys).toContainEqual(['run', 'r1']);
    expect(keys).toContainEqual(['lanes']);
    expect(keys).not.toContainEqual(['project', 7]);
  });

  it('reads the list of runs again after a task event: Home and header show its counts', () => {
    for (const type of ['task.queued', 'task.running', 'task.retrying', 'task.failed']) {
      expect(staleAfter(event(type, 't1'))).toContainEqual(['runs']);
    }
  });

  it('reads receipts again when a task ended, for its receipt was written with it', () => {
    for (const type of ['task.succeeded', 'task.failed', 'task.skipped']) {
      expect(staleAfter(event(type, 't1'))).toContainEqual(['receipts', 'r1']);
    }
    expect(staleAfter(event('task.running', 't1'))).not.toContainEqual(['receipts', 'r1']);
  });

  it('reads the inbox again when an approval is raised', () => {
    expect(staleAfter(event('approval.raised'))).toContainEqual(['approvals']);
  });

  it('reads everything that a run event may touch, unknown types included', () => {
    const all = [['runs'], ['projects'], ['portfolio'], ['project', 7], ['receipts', 'r1']];
    const otherData = { ...event('task.failed', 't1'), data: { why: 7 } };
    for (const one of [event('run.executing'), event('something.new'), otherData]) {
      expect(staleAfter(one)).toEqual(expect.arrayContaining(all));
    }
  });
});

describe('applyEvents', () => {
  const run = sampleRun({ tasks: [sampleTask('t1'), sampleTask('t2')] });
  const before = mergeRun(NOTHING_KNOWN, run);
  const after = (...events: WireEvent[]): RunStatus => {
    const { runs, parts } = applyEvents(before, events);
    return { ...runs.get('r1'), ...parts.get('r1') } as RunStatus;
  };

  it('shows a started and an ended task at once', () => {
    const shown = after(event('task.running', 't1'), event('task.failed', 't1', 2));
    expect(shown.tasks[0]).toMatchObject({
      status: 'failed',
      ended_at: '2026-11-22T10:00:00.000Z',
    });
    expect(shown.tasks[0]?.started_at).toBe('2026-11-22T10:00:00.000Z');
    expect([shown.tasks_completed, shown.tasks_failed]).toEqual([1, 1]);
  });

  it('queues a task again whose attempt failed', () => {
    const shown = after(event('task.running', 't1'), event('task.retrying', 't1', 2));
    expect(shown.tasks[0]).toMatchObject({ status: 'queued', attempt: 1 });
  });

  it('keeps every object of which nothing changed', () => {
    const paused = applyEvents(before, [event('run.paused'), event('task.rehearsed', 't1')]);
    expect(paused.parts).toBe(before.parts);
    expect(paused.runs.get('r1')?.status).toBe('paused');
    const other = { ...event('task.failed', 't1'), run_id: 'r2' };
    expect(applyEvents(before, [other]).runs).toBe(before.runs);
  });

  it('takes the totals that an event carries', () => {
    const totals = { tasks_total: 2, tasks_completed: 1, tasks_failed: 0, tokens_total: 30 };
    const spent = { spend_usd: 0.37, spend_energy_kwh: 0.001, energy_unknown_tasks: 0 };
    const data = { reason: null, run: { ...totals, ...spent } };
    const shown = after({ ...event('task.succeeded', 't2'), data });
    expect(shown).toMatchObject({ ...totals, ...spent });
    expect(shown.tasks[1]).toMatchObject({ status: 'succeeded' });
  });

  it('follows caps of runs and lanes, and decisions', () => {
    const caps = (capMicro: number) => ({ capMicro, capTokens: null, capEnergyKwh: null });
    const who = { actor: 'local', reason: null };
    const data = { ...who, before: caps(1e6), after: caps(6e6) };
    expect(after({ ...event('budget.changed'), data }).budget_usd).toBe(6);
    const lane = { name: 'Narrative', cap: 4, running: 0, queued: 0, utilization: 0, gates: [] };
    const changed = { lane: 'Narrative', before: 4, after: 2, actor: 'local' };
    const known = { ...before, lanes: [lane] };
    const lanes = applyEvents(known, [{ ...event('lane.cap_changed'), data: changed }]).lanes;
    expect(lanes).toEqual([{ ...lane, cap: 2 }]);
  });

  it('counts terminal tasks exactly, whatever the order of events', () => {
    const types = fc.constantFrom(...TASK_STATES.map((state) => `task.${state}`));
    fc.assert(
      fc.property(fc.array(fc.tuple(types, fc.constantFrom('t1', 't2'))), (steps) => {
        const shown = after(...steps.map(([type, taskId], index) => event(type, taskId, index)));
        const ended = shown.tasks.filter((task) => isTerminalTask(task.status)).length;
        expect(shown.tasks_completed).toBe(ended);
      }),
    );
  });
});

describe('nextReadDelayMs', () => {
  it('reads at once the first time, then keeps the gap', () => {
    expect(nextReadDelayMs(null, 1000)).toBe(0);
    expect(nextReadDelayMs({ lastStartMs: 1000, tookMs: 10 }, 1050)).toBe(70);
    expect(nextReadDelayMs({ lastStartMs: 1000, tookMs: 400 }, 1300)).toBe(900);
    expect(nextReadDelayMs({ lastStartMs: 1000, tookMs: 10 }, 9000)).toBe(0);
  });
});

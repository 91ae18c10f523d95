import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettledGate, SettledTask } from './settle-run.ts';
import { settleRun } from './settle-run.ts';

function task(taskId: string, over: Partial<SettledTask> = {}): SettledTask {
  const facts = { state: 'succeeded', mode: 'real', didWork: true, reason: null } as const;
  return { taskId, title: taskId, ...facts, ...over };
}

function gate(kpi: string, over: Partial<SettledGate> = {}): SettledGate {
  return { kpi, state: 'pass', required: true, taskId: null, reason: null, ...over };
}

describe('settleRun', () => {
  it('LIFE-10 a run without tasks goes to review', () => {
    expect(settleRun({ tasks: [], gates: [] })).toMatchObject({
      to: 'needs_review',
      verification: 'unverified',
    });
  });

  it('LIFE-10 refuses to settle while a task has not ended', () => {
    expect(() => settleRun({ tasks: [task('a', { state: 'running' })], gates: [] })).toThrow(
      'task a is running',
    );
  });

  it('LIFE-11 fails when nothing could be done', () => {
    const tasks = [
      task('a', { state: 'failed', didWork: false, reason: 'The repository does not exist.' }),
      task('b', { state: 'skipped', didWork: false, mode: null, reason: 'a failed' }),
    ];
    expect(settleRun({ tasks, gates: [] })).toEqual({
      to: 'failed',
      verification: 'unverified',
      reason: 'No task could do any work: a (The repository does not exist).',
    });
  });

  it('LIFE-12 a failed test gate sends the run to review and names the failing tests', () => {
    const reason = '2 of 30 tests failed: test_add, test_divide';
    const gates = [gate('test_pass_rate', { state: 'fail', reason }), gate('linter_pass')];
    expect(settleRun({ tasks: [task('a')], gates })).toEqual({
      to: 'needs_review',
      verification: 'fail',
      reason: `Failed gates: test_pass_rate (${reason}).`,
    });
  });

  it('LIFE-12 a failed task without a failed gate leaves the run unverified', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((id) => task(id, { state: 'failed' }));
    const settled = settleRun({ tasks: [...tasks, task('ok')], gates: [gate('linter_pass')] });
    expect(settled).toEqual({
      to: 'needs_review',
      verification: 'unverified',
      reason: 'Failed tasks: a; b; c; and 2 more.',
    });
  });

  it('LIFE-12 what a synthetic task missed asks for a review and disproves nothing', () => {
    const tasks = [task('stub', { mode: 'synthetic', title: 'Write it' })];
    const missed = gate('BLEU', { taskId: 'stub', state: 'fail', required: false });
    expect(settleRun({ tasks, gates: [missed] })).toMatchObject({
      to: 'needs_review',
      verification: 'unverified',
    });
    const real = settleRun({
      tasks: [...tasks, task('real')],
      gates: [{ ...missed, taskId: 'real' }],
    });
    expect(real.verification).toBe('fail');
  });

  it('LIFE-13 synthetic work completes and proves nothing, whatever its gates say', () => {
    const tasks = [task('a', { mode: 'synthetic' }), task('b', { mode: 'synthetic' })];
    const gates = [gate('test_pass_rate', { state: 'not_measured' }), gate('linter_pass')];
    const settled = settleRun({ tasks, gates });
    expect(settled).toMatchObject({ to: 'completed', verification: 'unverified' });
    expect(settled.reason).toContain('synthetic work proves nothing');
  });

  it.each(['not_measured', 'unverified'] as const)(
    'LIFE-14 a required gate that is %s sends a real run to review',
    (state) => {
      const gates = [gate('test_pass_rate', { state, reason: 'No test was executed.' })];
      expect(settleRun({ tasks: [task('a')], gates })).toEqual({
        to: 'needs_review',
        verification: 'unverified',
        reason: 'Required gates without a measurement: test_pass_rate (No test was executed).',
      });
    },
  );

  it('LIFE-14 the unmeasured gate of a synthetic task does not block the real ones', () => {
    const tasks = [task('real'), task('stub', { mode: 'synthetic' })];
    const gates = [
      gate('test_pass_rate', { taskId: 'real' }),
      gate('BLEU', { taskId: 'stub', state: 'not_measured' }),
    ];
    const settled = settleRun({ tasks, gates });
    expect(settled).toMatchObject({ to: 'completed', verification: 'unverified' });
    expect(settled.reason).toContain('1 of the tasks was synthetic');
  });

  it('LIFE-15 passing gates over a run that did no work are not green', () => {
    const settled = settleRun({
      tasks: [task('a', { didWork: false })],
      gates: [gate('test_pass_rate')],
    });
    expect(settled).toMatchObject({ to: 'needs_review', verification: 'unverified' });
  });

  it('LIFE-16 completes when every required gate passes, naming what was not measured', () => {
    const gates = [
      gate('test_pass_rate'),
      gate('linter_pass', { required: false, state: 'not_measured', reason: 'no linter found' }),
    ];
    expect(settleRun({ tasks: [task('a')], gates })).toEqual({
      to: 'completed',
      verification: 'pass',
      reason:
        'Every gate that was measured holds. Not measured, not required: linter_pass (no linter found).',
    });
  });

  it('LIFE-16 a real run to which no gate applied completes unverified', () => {
    expect(settleRun({ tasks: [task('a')], gates: [] })).toEqual({
      to: 'completed',
      verification: 'unverified',
      reason: 'Unverified: no gate applied to this run.',
    });
  });
});

const anyTask = fc.record({
  taskId: fc.constantFrom('a', 'b', 'c'),
  title: fc.constant('t'),
  state: fc.constantFrom('succeeded' as const, 'failed' as const, 'skipped' as const),
  mode: fc.constantFrom('real' as const, 'synthetic' as const, null),
  didWork: fc.boolean(),
  reason: fc.constantFrom('it broke.', null),
});
const anyGate = fc.record({
  kpi: fc.constantFrom('test_pass_rate', 'linter_pass', 'BLEU'),
  state: fc.constantFrom(
    'pass' as const,
    'fail' as const,
    'unverified' as const,
    'not_measured' as const,
  ),
  required: fc.boolean(),
  taskId: fc.constantFrom('a', 'b', null),
  reason: fc.constantFrom('because', null),
});

describe('settleRun, for any tasks and gates', () => {
  it('LIFE-17 never says pass against a violation, idleness or missing proof', () => {
    fc.assert(
      fc.property(fc.array(anyTask), fc.array(anyGate), (tasks, gates) => {
        const settled = settleRun({ tasks, gates });
        expect(settled.reason).toMatch(/\.$/);
        if (settled.verification !== 'pass') return;
        expect(settled.to).toBe('completed');
        expect(tasks.every((each) => each.state === 'succeeded')).toBe(true);
        expect(tasks.some((each) => each.didWork)).toBe(true);
        expect(tasks.some((each) => each.mode === 'synthetic')).toBe(false);
        expect(gates.some((each) => each.state === 'pass')).toBe(true);
        expect(gates.filter((each) => each.required && each.state !== 'pass')).toEqual([]);
        expect(gates.filter((each) => each.state === 'fail')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('LIFE-12 any failed gate ends in review or failure, never completed', () => {
    fc.assert(
      fc.property(fc.array(anyTask, { minLength: 1 }), fc.array(anyGate), (tasks, gates) => {
        const settled = settleRun({
          tasks,
          gates: [...gates, gate('test_pass_rate', { state: 'fail' })],
        });
        expect(settled.to).not.toBe('completed');
      }),
    );
  });
});

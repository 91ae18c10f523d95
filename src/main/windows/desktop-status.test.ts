import { expect, test } from 'vitest';
import { describeDesktop, type DesktopFacts } from './desktop-status.ts';

type Run = DesktopFacts['activeRuns'][number];

function run(fields: Partial<Run>): Run {
  return {
    run_id: 'r-1',
    status: 'executing',
    tasks_total: 8,
    tasks_completed: 3,
    spend_usd: 0.5,
    budget_usd: 2,
    overridden: null,
    budget_question: null,
    ...fields,
  } as Run;
}

const idle: DesktopFacts = {
  health: 'ok',
  activeRuns: [],
  pendingApprovals: 0,
  unseenEnds: 0,
};
const busy: DesktopFacts = { ...idle, activeRuns: [run({})] };

test('nothing to do is idle', () => {
  expect(describeDesktop(idle)).toEqual({
    state: 'idle',
    headline: 'Slipway: idle',
    activeRuns: [],
  });
});

test('work is running, with the header line of the window (PRES-23) and each run in the menu', () => {
  expect(describeDesktop(busy)).toEqual({
    state: 'running',
    headline: 'Slipway: 1 run · 3 of 8 tasks · $0.50 of $2.00',
    activeRuns: [{ runId: 'r-1', label: 'r-1: executing, 3 of 8 tasks', mayPause: true }],
  });
});

test('a paused run is listed, cannot be paused again and does not count as running', () => {
  const status = describeDesktop({ ...busy, activeRuns: [run({ status: 'paused' })] });
  expect(status.state).toBe('idle');
  expect(status.activeRuns[0]?.mayPause).toBe(false);
});

test('“a run that waits for a budget answer shows the question wherever the run is shown”: in the menu', () => {
  const question = 'Raise the cap, or stop here?';
  const budget_question = {
    approval_id: 1,
    question,
    proposed_budget_usd: 3,
    proposed_duration_minutes: null,
  };
  const asking = run({ status: 'paused', budget_question });
  expect(describeDesktop({ ...busy, activeRuns: [asking] }).activeRuns).toMatchObject([
    { label: `r-1: waits for you, 3 of 8 tasks — ${question}` },
  ]);
});

test('what waits for a person goes before work, a broken service before both', () => {
  expect(describeDesktop({ ...busy, pendingApprovals: 2 })).toMatchObject({
    state: 'attention',
    headline: 'Slipway: 2 approvals waiting',
  });
  expect(describeDesktop({ ...busy, unseenEnds: 1 })).toMatchObject({
    state: 'attention',
    headline: 'Slipway: 1 run to look at',
  });
  expect(describeDesktop({ ...busy, pendingApprovals: 2, health: 'degraded' }).state).toBe('error');
});

import { expect, it } from 'vitest';
import { RUN_STATES } from '../states.ts';
import { projectStanding, runStanding } from './run-standing.ts';
import { runVisual } from './run-visual.ts';

const plain = { overridden: null, budget_question: null };

it('“a run that waits for a budget answer shows the question wherever the run is shown”', () => {
  const asks = { ...plain, budget_question: {} };
  expect(runStanding({ ...asks, status: 'paused' }).label).toBe('waits for you');
  expect(runStanding({ ...asks, status: 'executing' }).label).toBe('executing, asks you');
  for (const status of ['paused', 'executing'] as const) {
    expect(runStanding({ ...asks, status }).tone).toBe('approval');
    const project = { status, overridden: false, budget_question: 'Raise it?' };
    expect(projectStanding(project)).toEqual(runStanding({ ...asks, status }));
  }
});

it('“an overridden run is marked so everywhere”, and is not green', () => {
  const run = runStanding({ ...plain, status: 'completed', overridden: {} });
  expect(run).toMatchObject({ tone: 'blocked', label: 'overridden' });
  const project = { status: 'completed', overridden: true, budget_question: null } as const;
  expect(projectStanding(project)).toEqual(run);
  // A project that is planned anew is no longer what its last run was.
  expect(projectStanding({ ...project, status: 'planning' }).label).toBe('planning');
});

it('is the state of a run of which there is nothing else to say', () => {
  for (const status of RUN_STATES)
    expect(runStanding({ ...plain, status })).toEqual(runVisual(status));
});

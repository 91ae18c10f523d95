import { describe, expect, it } from 'vitest';
import { waitReasonSchema } from '../contract/pas-schemas.ts';
import {
  approvalStateSchema,
  gateStateSchema,
  indexStateSchema,
  PROJECT_STATES,
  RUN_STATES,
  TASK_STATES,
} from '../states.ts';
import { isActiveProject, isActiveRun } from './activity.ts';
import { approvalVisual } from './approval-visual.ts';
import { gateVisual } from './gate-visual.ts';
import { indexVisual } from './index-visual.ts';
import { projectVisual } from './project-visual.ts';
import { riskVisual } from './risk-visual.ts';
import { runVisual } from './run-visual.ts';
import { MARK_SIGNS, TONES } from './status-visual.ts';
import { taskVisual } from './task-visual.ts';

const waitKinds = waitReasonSchema.shape.kind.options;
const calm = { alerts: [], queue: 0, freshness_s: 0 };

function everyVisual() {
  return [
    ...TASK_STATES.map((state) => taskVisual(state, null)),
    ...waitKinds.map((kind) => taskVisual('queued', { kind, text: 'because' })),
    ...RUN_STATES.map(runVisual),
    ...PROJECT_STATES.map(projectVisual),
    ...gateStateSchema.options.map(gateVisual),
    ...approvalStateSchema.options.map(approvalVisual),
    ...indexStateSchema.options.map((state) => indexVisual({ ...calm, state })),
    indexVisual({ ...calm, state: 'ready', alerts: ['stale'] }),
    indexVisual({ ...calm, state: 'resting', alerts: ['not_watched'] }),
    indexVisual({ ...calm, state: 'ready', freshness_s: 12 }),
    ...[0, 0.4, 0.9].map(riskVisual),
  ];
}

describe('states', () => {
  it('PRES-17 every state has a tone, a mark and a label in plain words', () => {
    for (const { tone, mark, label } of everyVisual()) {
      expect(TONES).toContain(tone);
      expect(MARK_SIGNS).toHaveProperty(mark);
      expect(label).toMatch(/^[^_]+$/);
    }
  });

  it('PRES-18 no mark stands for two tones beside grey, and no two marks have one sign', () => {
    const tonesByMark = new Map<string, Set<string>>();
    for (const { mark, tone } of everyVisual()) {
      if (tone !== 'queued') tonesByMark.set(mark, (tonesByMark.get(mark) ?? new Set()).add(tone));
    }
    for (const tones of tonesByMark.values()) expect(tones.size).toBe(1);
    const signs = Object.values(MARK_SIGNS);
    expect(new Set(signs).size).toBe(signs.length);
  });

  it('PRES-19 green is for what is proven or done; what a person ended is grey', () => {
    const green = (states: readonly string[], toneOf: (state: never) => { tone: string }) =>
      states.filter((state) => toneOf(state as never).tone === 'done');
    expect(green(gateStateSchema.options, gateVisual)).toEqual(['pass']);
    expect(green(RUN_STATES, runVisual)).toEqual(['completed']);
    expect(green(PROJECT_STATES, projectVisual)).toEqual(['completed']);
    expect(green(TASK_STATES, (state) => taskVisual(state, null))).toEqual(['succeeded']);
    expect(runVisual('terminated').tone).toBe('queued');
    expect(projectVisual('cancelled').tone).toBe('queued');
  });

  it('PRES-17 waiting for a person looks other than waiting for a slot', () => {
    expect(taskVisual('queued', { kind: 'approval', text: '' }).tone).toBe('approval');
    expect(taskVisual('queued', { kind: 'cap', text: '' }).tone).toBe('queued');
  });

  it('PRES-17 an index that is behind says for how long', () => {
    expect(indexVisual({ ...calm, state: 'ready', freshness_s: 12 }).label).toBe(
      'following changes, 12.0 s behind',
    );
  });

  it('PRES-17 an index that rests says so, unless it needs a look', () => {
    expect(indexVisual({ ...calm, state: 'resting' }).label).toBe('resting');
    const alerts = ['not_watched'];
    expect(indexVisual({ ...calm, state: 'resting', alerts }).label).toBe('needs a look');
  });

  it('PRES-20 a run is active from its start until its gates are done, and a project with it', () => {
    expect(RUN_STATES.filter(isActiveRun)).toEqual([
      'planning',
      'executing',
      'paused',
      'validating',
    ]);
    expect(PROJECT_STATES.filter(isActiveProject)).toEqual(['executing', 'validating', 'paused']);
  });
});

import { describe, expect, it } from 'vitest';
import { waitReasonSchema } from '#shared/contract/pas-schemas.ts';
import { gateStateSchema, PROJECT_STATES, RUN_STATES, TASK_STATES } from '#shared/states.ts';
import { gateVisual, projectVisual, runVisual, taskVisual, TONES } from './status-visuals.ts';

const waitKinds = waitReasonSchema.shape.kind.options;

function everyVisual() {
  return [
    ...TASK_STATES.map((state) => taskVisual(state, null)),
    ...waitKinds.map((kind) => taskVisual('queued', { kind, text: 'because' })),
    ...RUN_STATES.map(runVisual),
    ...PROJECT_STATES.map(projectVisual),
    ...gateStateSchema.options.map(gateVisual),
  ];
}

describe('status visuals', () => {
  it('gives every state of the vocabulary a tone, a shape and a label', () => {
    for (const visual of everyVisual()) {
      expect(TONES).toContain(visual.tone);
      expect(visual.label).not.toBe('');
      expect(visual.label).not.toContain('_');
    }
  });

  it('never lets one shape mean two tones apart from neutral grey', () => {
    const tonesByShape = new Map<string, Set<string>>();
    for (const { shape, tone } of everyVisual()) {
      if (tone !== 'queued')
        tonesByShape.set(shape, (tonesByShape.get(shape) ?? new Set()).add(tone));
    }
    for (const tones of tonesByShape.values()) expect(tones.size).toBe(1);
  });

  it('shows green for proof only', () => {
    const green = gateStateSchema.options.filter((state) => gateVisual(state).tone === 'done');
    expect(green).toEqual(['pass']);
    const greenRuns = RUN_STATES.filter((state) => runVisual(state).tone === 'done');
    expect(greenRuns).toEqual(['completed']);
  });

  it('tells waiting for a person from waiting for a slot', () => {
    expect(taskVisual('queued', { kind: 'approval', text: '' }).tone).toBe('approval');
    expect(taskVisual('queued', { kind: 'cap', text: '' }).tone).toBe('queued');
  });
});

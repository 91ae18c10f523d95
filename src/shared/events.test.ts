import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSchema, EVENTS, readEvent, type WireEvent } from './events.ts';

function line(fields: Partial<WireEvent>): WireEvent {
  const ids = { project_id: 1, run_id: 'r', task_id: 't' };
  return {
    seq: 1,
    ts: '2026-11-30T08:00:00.000Z',
    type: 'run.created',
    ...ids,
    data: {},
    ...fields,
  };
}

const lanes = { lane: 'Narrative', before: 4, after: 2, actor: 'local' };

describe('readEvent', () => {
  it('recognises an event by its type and data', () => {
    const event = line({ type: 'lane.cap_changed', data: lanes });
    expect(readEvent(event)).toEqual({ ...event, topic: 'lane' });
  });

  it('takes what a newer version adds to an event’s data', () => {
    const event = readEvent(line({ type: 'lane.cap_changed', data: { ...lanes, by_rule: 7 } }));
    expect(event).toMatchObject({ type: 'lane.cap_changed', data: lanes });
  });

  it.each([
    ['an unknown type', line({ type: 'lane.added', data: lanes })],
    ['a type named like what every object has', line({ type: 'constructor' })],
    ['missing data', line({ type: 'lane.cap_changed', data: { lane: 'Narrative' } })],
    ['wrong data', line({ type: 'lane.cap_changed', data: { ...lanes, before: 'four' } })],
    ['a run event without its run', line({ type: 'run.created', run_id: null })],
    ['a task event without its task', line({ type: 'task.skipped', task_id: null })],
  ])('shows %s as it was written', (_what, event) => {
    expect(readEvent(event)).toEqual({ ...event, topic: 'unknown' });
  });

  it('never throws, whatever a line holds', () => {
    const types = fc.oneof(fc.constantFrom(...Object.keys(EVENTS)), fc.string());
    const data = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(types, data, fc.option(fc.string()), (type, held, id) => {
        const event = line({ type, data: held, run_id: id, task_id: id });
        expect(readEvent(event)).toMatchObject({ seq: 1, type, run_id: id });
      }),
    );
  });
});

it('the stream’s schema names every type with its meaning', () => {
  const { description = '' } = eventSchema.shape.type;
  for (const [type, { meaning }] of Object.entries(EVENTS)) {
    expect(description).toContain(`\`${type}\`: ${meaning}`);
  }
});

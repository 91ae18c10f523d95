import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptTarget, type EndedAttempt } from './receipt-target.ts';

function ended(attempt: number, kind: EndedAttempt['kind'], isSame = false): EndedAttempt {
  return { attempt, kind, isSame };
}

describe('receiptTarget, for a report that names its attempt', () => {
  it('LEASE-7 ends the open attempt, whatever was lost before', () => {
    const lost = [ended(1, 'unfilled')];
    expect(receiptTarget({ attempt: 2, open: 2, ended: lost })).toEqual({ kind: 'open' });
  });

  it('LEASE-8 fills its own lost attempt once, and is too late from then on', () => {
    expect(receiptTarget({ attempt: 1, open: 2, ended: [ended(1, 'unfilled')] })).toEqual({
      kind: 'fill',
      attempt: 1,
    });
    for (const isSame of [true, false])
      expect(receiptTarget({ attempt: 1, open: 2, ended: [ended(1, 'lost', isSame)] })).toEqual({
        kind: 'late',
        attempt: 1,
      });
  });

  it('LEASE-9 answers an equal repeat again, and another of an attempt that was replaced is too late', () => {
    const of = { attempt: 1, open: 2 };
    expect(receiptTarget({ ...of, ended: [ended(1, 'ended', true)] }).kind).toBe('repeat');
    expect(receiptTarget({ ...of, ended: [ended(1, 'ended')] }).kind).toBe('late');
    expect(receiptTarget({ attempt: 1, open: null, ended: [ended(1, 'ended')] })).toEqual({
      kind: 'repeat',
      attempt: 1,
      isSame: false,
    });
  });

  it('LEASE-9 an attempt that never was is said to be unknown', () => {
    expect(receiptTarget({ attempt: 7, open: 2, ended: [ended(1, 'ended')] })).toEqual({
      kind: 'unknown',
      attempt: 7,
    });
  });
});

describe('receiptTarget, for a report that names no attempt', () => {
  it('LEASE-10 answers an equal repeat as before', () => {
    const before = [ended(1, 'unfilled'), ended(2, 'ended', true)];
    expect(receiptTarget({ attempt: undefined, open: 3, ended: before })).toEqual({
      kind: 'repeat',
      attempt: 2,
      isSame: true,
    });
    expect(
      receiptTarget({ attempt: undefined, open: 2, ended: [ended(1, 'lost', true)] }).kind,
    ).toBe('late');
  });

  it('LEASE-10 otherwise fills the oldest unfilled lost attempt', () => {
    const before = [ended(1, 'lost'), ended(2, 'unfilled'), ended(3, 'unfilled')];
    expect(receiptTarget({ attempt: undefined, open: 4, ended: before })).toEqual({
      kind: 'fill',
      attempt: 2,
    });
  });

  it('LEASE-10 otherwise is for the open attempt', () => {
    for (const before of [[], [ended(1, 'lost')], [ended(1, 'ended')]])
      expect(receiptTarget({ attempt: undefined, open: 2, ended: before })).toEqual({
        kind: 'open',
      });
  });

  it('LEASE-10 and of an ended task it is a repeat, or too late when the last attempt was lost', () => {
    const last = (kind: EndedAttempt['kind']) =>
      receiptTarget({ attempt: undefined, open: null, ended: [ended(1, kind)] }).kind;
    expect(last('ended')).toBe('repeat');
    expect(last('lost')).toBe('late');
  });
});

const history = fc
  .array(
    fc.record({
      kind: fc.constantFrom('ended' as const, 'lost' as const, 'unfilled' as const),
      isSame: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((each, index) => ({ ...each, attempt: index + 1 })));

it('LEASE-7 a report that names an attempt is booked to no other, in any history', () => {
  fc.assert(
    fc.property(
      history,
      fc.boolean(),
      fc.integer({ min: 1, max: 8 }),
      (before, isOpen, attempt) => {
        const open = isOpen ? before.length + 1 : null;
        const target = receiptTarget({ attempt, open, ended: before });
        if (target.kind === 'open') expect(attempt).toBe(open);
        else expect(target.attempt).toBe(attempt);
      },
    ),
  );
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amount } from './amount.ts';
import { addAmounts, NOTHING } from './amount.ts';
import { createReservationBook } from './reservation-book.ts';

const micro = (value: number): Amount => ({ ...NOTHING, micro: value });

describe('reservation book', () => {
  it('BUDGET-8 a child never gets more than its parent has left', () => {
    const book = createReservationBook();
    book.reserve('task', micro(100));
    expect(book.draw('task', 'call-1', micro(60))).toEqual({ ok: true });
    expect(book.draw('task', 'call-2', micro(41))).toMatchObject({ ok: false, unit: 'micro' });
    expect(book.draw('task', 'call-2', micro(40))).toEqual({ ok: true });
    expect(book.draw('call-1', 'tool', micro(61)).ok).toBe(false);
    book.settle('call-1', micro(10));
    expect(book.left('task')).toEqual(micro(50));
  });

  it('BUDGET-9 what a child used is taken from its ancestors at once', () => {
    const book = createReservationBook();
    book.reserve('task', micro(100));
    book.draw('task', 'call', micro(60));
    expect(book.settle('call', micro(25))).toEqual(micro(35));
    expect([book.spent().micro, book.reserved().micro]).toEqual([25, 75]);
    expect(book.settle('task', micro(5))).toEqual(micro(70));
    expect([book.spent().micro, book.reserved().micro]).toEqual([30, 0]);
  });

  it('BUDGET-10 a call that used more than it had ends the calls below the same reservation', () => {
    const book = createReservationBook();
    book.reserve('task', micro(100));
    book.draw('task', 'one', micro(50));
    book.draw('task', 'two', micro(50));
    expect(book.mayCall('two')).toBe(true);
    book.settle('one', micro(120));
    expect(book.mayCall('two')).toBe(false);
    expect(book.mayCall('task')).toBe(false);
    expect([book.spent().micro, book.reserved().micro]).toEqual([120, 0]);
  });

  it('BUDGET-10 free work may always be called', () => {
    const book = createReservationBook();
    book.reserve('lint', NOTHING);
    expect(book.mayCall('lint')).toBe(true);
  });

  it('BUDGET-11 descendants are listed deepest first and closed before their parent', () => {
    const book = createReservationBook();
    book.reserve('a', micro(10));
    book.draw('a', 'b', micro(5));
    book.draw('b', 'c', micro(5));
    expect(book.descendants('a')).toEqual(['c', 'b']);
    expect(() => book.settle('a', NOTHING)).toThrow('open children');
    for (const id of book.descendants('a')) book.release(id);
    book.release('a');
    expect(book.isOpen('a')).toBe(false);
    expect(book.reserved()).toEqual(NOTHING);
  });

  it('BUDGET-1 mistakes of the caller are errors, not silent sums', () => {
    const book = createReservationBook();
    book.reserve('a', micro(1));
    expect(() => book.reserve('a', micro(1))).toThrow('open already');
    expect(() => book.settle('b', NOTHING)).toThrow('no open reservation b');
    expect(() => book.settle('a', micro(0.5))).toThrow('not an amount');
  });
});

type Step =
  | { do: 'reserve' | 'draw'; at: number; amount: number }
  | { do: 'settle'; at: number; amount: number };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('reserve' as const, 'draw' as const, 'settle' as const),
  at: fc.nat(50),
  amount: fc.nat(200),
});

interface Moment {
  spent: Amount;
  reserved: Amount;
  receipts: Amount[];
  excess: number;
}

/** Drives a book under a cap as a dispatcher would; `overuse` lets work use more than it reserved. */
function drive(steps: readonly Step[], capMicro: number, overuse: boolean) {
  const book = createReservationBook();
  const openIds: string[] = [];
  const receipts: Amount[] = [];
  const moments: Moment[] = [];
  let excess = 0;
  steps.forEach((each, index) => {
    const id = `n${index}`;
    const target = openIds[each.at % Math.max(1, openIds.length)];
    if (each.do === 'reserve') {
      if (book.spent().micro + book.reserved().micro + each.amount > capMicro) return;
      book.reserve(id, micro(each.amount));
      openIds.push(id);
    } else if (target !== undefined && each.do === 'draw') {
      if (book.draw(target, id, micro(each.amount)).ok) openIds.push(id);
    } else if (target !== undefined && book.descendants(target).length === 0) {
      const left = book.left(target).micro;
      const actual = overuse ? each.amount : Math.min(left, each.amount);
      excess += Math.max(0, actual - left);
      receipts.push(micro(actual));
      book.settle(target, micro(actual));
      openIds.splice(openIds.indexOf(target), 1);
    }
    moments.push({
      spent: book.spent(),
      reserved: book.reserved(),
      receipts: [...receipts],
      excess,
    });
  });
  return moments;
}

describe('reservation book, for any order of work', () => {
  it('BUDGET-9 BUDGET-10 receipts add up and the cap holds while work stays inside its reservation', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(1000), (steps, capMicro) => {
        for (const moment of drive(steps, capMicro, false)) {
          expect(moment.spent).toEqual(moment.receipts.reduce(addAmounts, NOTHING));
          expect(moment.reserved.micro).toBeGreaterThanOrEqual(0);
          const held = moment.spent.micro + moment.reserved.micro;
          expect(held).toBeLessThanOrEqual(capMicro);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('BUDGET-10 the cap is passed by no more than the excess of calls in flight', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(1000), (steps, capMicro) => {
        for (const moment of drive(steps, capMicro, true)) {
          expect(moment.spent).toEqual(moment.receipts.reduce(addAmounts, NOTHING));
          expect(moment.reserved.micro).toBeGreaterThanOrEqual(0);
          const held = moment.spent.micro + moment.reserved.micro;
          expect(held).toBeLessThanOrEqual(capMicro + moment.excess);
        }
      }),
      { numRuns: 500 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from './admit.ts';
import type { BudgetLevel } from './amount.ts';
import { addAmounts, NOTHING } from './amount.ts';

const noCap = { micro: null, tokens: null, energyKwh: null };

function level(over: Partial<BudgetLevel> = {}): BudgetLevel {
  return { name: 'run', cap: noCap, spent: NOTHING, reserved: NOTHING, ...over };
}

const usd = (dollars: number) => ({ ...NOTHING, micro: dollars * 1_000_000 });

describe('admit', () => {
  it('BUDGET-1 refuses amounts that would not add up', () => {
    for (const micro of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => admit([level()], { ...NOTHING, micro })).toThrow('not an amount');
    }
  });

  it('BUDGET-2 fits to the last micro-dollar and not one further', () => {
    const run = level({ cap: { ...noCap, micro: 100 }, spent: { ...NOTHING, micro: 60 } });
    expect(admit([run], { ...NOTHING, micro: 40 })).toEqual({ ok: true });
    expect(admit([run], { ...NOTHING, micro: 41 }).ok).toBe(false);
    expect(admit([level()], { ...NOTHING, micro: 1e15 })).toEqual({ ok: true });
  });

  it('BUDGET-2 every level counts, and every unit', () => {
    const day = level({ name: 'day', cap: { ...noCap, tokens: 10 } });
    expect(admit([level(), day], { ...NOTHING, tokens: 11 })).toMatchObject({
      ok: false,
      level: 'day',
      unit: 'tokens',
    });
    const energy = level({
      cap: { ...noCap, energyKwh: 0.3 },
      spent: { ...NOTHING, energyKwh: 0.1 },
    });
    expect(admit([energy], { ...NOTHING, energyKwh: 0.2 })).toEqual({ ok: true });
    expect(admit([energy], { ...NOTHING, energyKwh: 0.201 })).toMatchObject({ unit: 'energyKwh' });
  });

  it('BUDGET-3 work that costs nothing fits until a cap has been passed', () => {
    const reserved = level({ cap: { ...noCap, micro: 100 }, reserved: { ...NOTHING, micro: 500 } });
    expect(admit([reserved], NOTHING)).toEqual({ ok: true });
    expect(admit([level({ cap: { ...noCap, micro: 0 } })], NOTHING)).toEqual({ ok: true });
    const passed = level({ cap: { ...noCap, micro: 100 }, spent: { ...NOTHING, micro: 101 } });
    expect(admit([passed], NOTHING).ok).toBe(false);
  });

  it('BUDGET-4 says the numbers and what would free it', () => {
    const held = level({ cap: { ...noCap, micro: 5e6 }, spent: usd(3), reserved: usd(1.5) });
    expect(admit([held], usd(1))).toEqual({
      ok: false,
      level: 'run',
      unit: 'micro',
      text: 'The run budget of $5.00 has $3.00 spent and $1.50 reserved, and this task reserves $1.00: it starts when running tasks give back what they do not use, or when the cap is raised to $5.50.',
    });
    const over = admit([{ ...held, name: 'day', reserved: NOTHING }], usd(4));
    expect(over).toMatchObject({ text: expect.stringContaining('it starts tomorrow') });
  });

  it('BUDGET-4 PRES-27 a cap raised to what the refusal reads is enough', () => {
    const ask = fc.oneof(
      fc.integer({ min: 1, max: 2e9 }).map((micro) => ({ ...NOTHING, micro })),
      fc.integer({ min: 1, max: 2e9 }).map((tokens) => ({ ...NOTHING, tokens })),
      fc.double({ min: 1e-9, max: 5, noNaN: true }).map((energyKwh) => ({ ...NOTHING, energyKwh })),
    );
    fc.assert(
      fc.property(ask, (amount) => {
        const empty = level({ cap: { micro: 0, tokens: 0, energyKwh: 0 } });
        const refusal = admit([empty], amount);
        if (refusal.ok) throw new Error('it must be refused');
        const [, digits = '', unit = ''] =
          /raised to \$?([\d.,]+) ?(\w*)\.$/.exec(refusal.text) ?? [];
        const scale =
          { '': 1e6, token: 1, tokens: 1, mWh: 1e-6, Wh: 1e-3, kWh: 1 }[unit] ?? Number.NaN;
        const cap = Math.round(Number(digits.replaceAll(',', '')) * scale * 1e9) / 1e9;
        const raised = level({ cap: { ...noCap, [refusal.unit]: cap } });
        expect(admit([raised], amount), refusal.text).toEqual({ ok: true });
      }),
    );
  });

  it('BUDGET-10 reservations that were admitted never pass a cap together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ micro: fc.nat(1000), tokens: fc.nat(1000), done: fc.boolean() })),
        fc.nat(5000),
        fc.nat(5000),
        (asks, micro, tokens) => {
          let run = level({ cap: { micro, tokens, energyKwh: null } });
          for (const ask of asks) {
            const amount = { micro: ask.micro, tokens: ask.tokens, energyKwh: 0 };
            if (!admit([run], amount).ok) continue;
            const at = ask.done ? 'spent' : 'reserved';
            run = { ...run, [at]: addAmounts(run[at], amount) };
          }
          expect(run.spent.micro + run.reserved.micro).toBeLessThanOrEqual(micro);
          expect(run.spent.tokens + run.reserved.tokens).toBeLessThanOrEqual(tokens);
        },
      ),
    );
  });
});

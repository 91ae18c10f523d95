import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SYNTHETIC_MOST } from '#core/execution/synthetic-price.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines();

const lanes = DEFAULT_LANES.map(({ name }) => name);
/** At most the usual cap: the audit of the ledger knows that one. */
const slots = fc.tuple(...DEFAULT_LANES.map(({ cap }) => fc.integer({ min: 1, max: cap })));
const runs = fc.array(
  fc.record({
    capMicro: fc.integer({ min: 0, max: 8 * SYNTHETIC_MOST.micro }),
    policy: fc.constantFrom('pause' as const, 'ask' as const),
    declares: fc.boolean(),
    cards: fc.array(fc.constantFrom(...lanes), { minLength: 1, maxLength: 14 }),
  }),
  { minLength: 6, maxLength: 6 },
);

test.each([3, 4, 5])(
  'BUDGET-19 “spent never passes the cap by more than the call in flight, also in synthetic mode” (seed %d)',
  async (seed) => {
    const engine = await start({ seed });
    const { pas } = engine;
    const [planned = []] = fc.sample(runs, { seed, numRuns: 1 });
    const [caps = []] = fc.sample(slots, { seed, numRuns: 1 });
    for (const [at, name] of lanes.entries()) await pas.setLaneCap({ name, cap: caps[at] ?? 1 });
    for (const [at, { capMicro, policy, declares, cards }] of planned.entries()) {
      const run = { project_id: at + 1, run_id: `r${at}` };
      for (const lane of cards) await pas.submitJobcard({ ...run, lane });
      await pas.startRun({
        ...run,
        budget_caps: { budget_usd: capMicro / 1e6 },
        breach_policy: policy,
        ...(declares ? { mode: 'synthetic' as const } : {}),
      });
    }
    for (const [at, { capMicro }] of planned.entries()) {
      const run_id = `r${at}`;
      await engine.until(() => {
        const { tasks, approvals, runs: rows } = engine.engine.spine.store.read;
        const isOver = rows.get(run_id)?.ended_at !== null;
        const running = tasks.listOfRunByState(run_id, 'running', 1).length;
        return isOver || (running === 0 && approvals.pendingOfRun(run_id) !== undefined);
      }, `${run_id} ends or asks`);
      const { spend_usd } = await pas.runStatus({ run_id });
      expect(spend_usd).toBeLessThanOrEqual(capMicro / 1e6);
    }
  },
);

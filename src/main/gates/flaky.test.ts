import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository, nodeProject } from '../testing/make-repository.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines({ synthetic: false });

test('BASE-9 “a repeat never turns red into green silently”', async () => {
  const repo = makeRepository(nodeProject());
  const engine = await start({ repo: repo.path });
  const check = async (run: string) => {
    const of = { project_id: 1, run_id: run };
    await engine.pas.submitJobcard({ ...of, lane: 'Code-Impl', payload: { step: 'test' } });
    await engine.pas.startRun(of);
    await engine.untilRun(run, 'completed', 'needs_review');
    const { gates } = await engine.pas.runStatus({ run_id: run });
    return must(
      gates.find(({ kpi_name }) => kpi_name === 'test_pass_rate'),
      'the run has its gate',
    );
  };
  expect(await check('first')).toMatchObject({ state: 'pass' });
  // The same tree, command and tools once gave red.
  const [kpi] = engine.engine.spine.store.read.kpis.currentOfRun('first');
  const { evidence, ...green } = must(kpi, 'it was measured');
  const red = {
    ...must(evidence, 'with its evidence'),
    tests_failed: ['sum.test.js::adds nothing'],
  };
  await engine.engine.spine.store.commit.write((tx) =>
    tx.kpis.insert({ ...green, state: 'fail', evidence: red }),
  );
  const second = await check('second');
  expect(second).toMatchObject({
    state: 'unverified',
    evidence: { flaky: ['sum.test.js::adds nothing'], tests_failed: [] },
  });
  expect(second.evidence?.reason).toMatch(
    /green now, but .* sum\.test\.js::adds nothing \(flaky\)/,
  );
  const { status } = await engine.pas.runStatus({ run_id: 'second' });
  expect(status).toBe('needs_review');
  rmSync(dirname(repo.path), { recursive: true });
});

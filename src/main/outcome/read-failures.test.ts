import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository, nodeProject } from '../testing/make-repository.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines({ synthetic: false });

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl' };

/** What a linter prints of a file by the path that it sees, and a line that only looks like it. */
const LINT = `import { resolve } from 'node:path';
console.log(resolve('sum.js') + ':1:25: error: no minus here');
console.log('http://localhost:80/x.js is up');
process.exit(1);
`;

test('a failed test explains itself: message, values, file:line, code frame, output, and by hand', async () => {
  const project = nodeProject({ test: true });
  const tests = project['sum.test.js'].replace(
    "test('adds two numbers', () => assert",
    "test('adds two numbers', () => {\n  console.log('it said this');\n  assert",
  );
  const files = { ...project, 'sum.test.js': tests.replace('5));', '5);\n});'), 'lint.js': LINT };
  const repo = makeRepository(files);
  folders.push(dirname(repo.path));
  const engine = await start({ repo: repo.path });
  const { task_id } = await engine.pas.submitJobcard({ ...card, payload: { step: 'test' } });
  const lint = await engine.pas.submitJobcard({ ...card, payload: { step: 'lint' } });
  await engine.pas.startRun(run);
  await engine.untilRun('r', 'needs_review');
  const { gates, worktree } = await engine.pas.runFailures({ run_id: 'r' });
  const root = must(worktree, 'its worktree');
  const ofTests = must(
    gates.find((gate) => gate.kpi_name === 'test_pass_rate'),
    'the gate of the tests',
  );
  expect(ofTests).toMatchObject({ task_id, rule: '1 of 2 fails; none may', failed: 1 });
  expect(ofTests.by_hand).toMatch(`cd ${root} && `);
  const [failed] = ofTests.tests;
  expect(failed).toMatchObject({
    id: expect.stringContaining('adds two numbers'),
    message: expect.stringMatching(/-1 == 5|strictly equal/),
    expected: '5',
    got: '-1',
    file: 'sum.test.js',
    by_hand: `cd ${root} && node --test '--test-name-pattern=^adds two numbers$' sum.test.js`,
  });
  const { line, frame } = must(failed, 'the failed test');
  const at = must(line, 'its line') - must(frame, 'its frame').line;
  expect(frame?.lines[at]).toMatch(/assert\.equal\(sum\(2, 3\), 5\)|test\('adds two numbers'/);
  // Nothing of what it shows is a path that only the sandbox had.
  expect(JSON.stringify(ofTests.tests)).not.toContain(repo.path);
  expect(gates.find((gate) => gate.kpi_name === 'linter_pass')).toMatchObject({
    task_id: lint.task_id,
    rule: 'exit code 1; must be 0',
    tests: [],
    findings: [
      {
        file: 'sum.js',
        line: 1,
        column: 25,
        message: 'error: no minus here',
        frame: { line: 1, lines: ['export const sum = (a, b) => a - b;', ''] },
      },
    ],
  });
  expect((await engine.pas.runFailures({ run_id: 'r', task_id })).gates).toHaveLength(1);
});

import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository, nodeProject } from '../testing/make-repository.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines({ synthetic: false });

test('“The base’s command text runs”, also by an engine that started after the change', async () => {
  const repo = makeRepository(nodeProject());
  const run = { project_id: 1, run_id: 'r' };
  const first = await start({ repo: repo.path });
  await first.pas.submitJobcard({ ...run, lane: 'Code-Impl', payload: { step: 'test' } });
  await first.pas.startRun(run);
  await first.untilRun('r', 'completed');
  const { worktree_path: worktree } = await first.pas.runStatus({ run_id: 'r' });
  const place = must(worktree, 'it worked in a repository');
  const scripts = { test: 'echo 9 passed', lint: 'node lint.js' };
  writeFileSync(join(place, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  rmSync(join(place, 'lint.js'));
  writeFileSync(join(place, 'go.mod'), 'module evil\n');
  await first.stop();
  const second = await start({ dataDir: first.dataDir, repo: repo.path });
  const { found } = await second.engine.spine.worktrees.ensure('r', repo.path);
  const tests = found.commands.find(({ step }) => step === 'test');
  expect(tests?.measured.slice(0, 2)).toEqual(['node', '--test']);
  expect(JSON.stringify(found)).not.toMatch(/go test|9 passed/);
  rmSync(dirname(repo.path), { recursive: true });
});

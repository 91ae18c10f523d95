import { expect, it } from 'vitest';
import { addedCommand, addedCommandAction, judgeAdded } from './added-command.ts';
import type { RepositoryView, StepCommand } from '../types.ts';

const step: StepCommand = {
  step: 'test',
  command: ['npm', 'test'],
  measured: ['npm', 'test'],
  format: 'tap',
  reportFile: null,
  foundIn: 'package.json scripts.test (node --test)',
};

function viewWith(pkg: object): RepositoryView {
  const text = JSON.stringify(pkg);
  return { files: ['package.json'], read: () => text, hasTool: () => false };
}

it('BASE-10 a command is known by its words and by what its script runs, not by what stands beside it', () => {
  const action = (pkg: object) => addedCommandAction('/r', addedCommand(step, viewWith(pkg)));
  const first = action({ scripts: { test: 'node --test' } });
  expect(action({ version: '2', scripts: { test: 'node --test' } })).toBe(first);
  expect(action({ scripts: { test: 'exit 0' } })).not.toBe(first);
  expect(action({ scripts: { test: 'node --test', pretest: 'true' } })).not.toBe(first);
});

it('BASE-10 is unverified until accepted; an acceptance makes nothing green that is not', () => {
  const added = addedCommand(step, viewWith({ scripts: { test: 'node --test' } }));
  const green = { state: 'pass', value: 1, reason: null } as const;
  const silent = { state: 'unverified', value: null, reason: 'exit code only' } as const;
  expect(judgeAdded(green, added, null).state).toBe('unverified');
  expect(judgeAdded(green, added, 'local')).toMatchObject({ state: 'pass', value: 1 });
  expect(judgeAdded(silent, added, 'local')).toEqual(silent);
});

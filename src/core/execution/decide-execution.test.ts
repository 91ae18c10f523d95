import { expect, it } from 'vitest';
import { decideExecution, type ExecutionFacts } from './decide-execution.ts';

const facts: ExecutionFacts = {
  taskKind: 'agent',
  payload: {},
  runMode: null,
  serviceSynthetic: false,
  defaultRepo: null,
};

function plan(over: Partial<ExecutionFacts>) {
  return decideExecution({ ...facts, ...over });
}

it('EXEC-1 an outside card stays outside, whatever was declared', () => {
  for (const runMode of ['real', 'synthetic', null] as const)
    expect(plan({ taskKind: 'external', runMode, serviceSynthetic: true })).toEqual({
      kind: 'external',
      mode: 'real',
    });
});

it('EXEC-2 a synthetic run pretends even what could be run', () => {
  const payload = { command: ['ls'] };
  expect(plan({ runMode: 'synthetic', payload, defaultRepo: '/r' }).kind).toBe('synthetic');
});

it('EXEC-3 commands, steps and tests are run, in the card’s repository before the default one', () => {
  expect(plan({ payload: { command: ['ls'] } })).toEqual({
    kind: 'tool',
    mode: 'real',
    repo: null,
  });
  for (const payload of [{ step: 'test' as const }, { tests: ['a.test.ts'] }]) {
    expect(plan({ payload, defaultRepo: '/r' })).toMatchObject({ kind: 'tool', repo: '/r' });
    expect(plan({ payload: { ...payload, repo: '/own' }, defaultRepo: '/r' })).toMatchObject({
      repo: '/own',
    });
  }
});

it('EXEC-4 texts are measured and operations done on the index', () => {
  const texts = { generated: 'a', reference: 'b' };
  expect(plan({ payload: texts })).toEqual({ kind: 'text', mode: 'real', ...texts });
  expect(plan({ payload: { operation: 'refresh' }, defaultRepo: '/r' })).toEqual({
    kind: 'index',
    mode: 'real',
    repo: '/r',
  });
});

it('EXEC-5 what cannot be run for real says why, or is pretended where that was declared', () => {
  for (const payload of [{}, { step: 'test' as const }, { operation: 'refresh' as const }]) {
    const impossible = plan({ payload });
    expect(impossible).toMatchObject({ kind: 'impossible', mode: 'real' });
    expect(impossible).toHaveProperty('reason', expect.stringMatching(/\.$/));
    expect(plan({ payload, serviceSynthetic: true }).kind).toBe('synthetic');
    expect(plan({ payload, serviceSynthetic: true, runMode: 'real' }).kind).toBe('impossible');
  }
});

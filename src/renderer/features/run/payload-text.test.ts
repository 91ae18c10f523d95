import { describe, expect, it } from 'vitest';
import { payloadText } from './payload-text.ts';

describe('payloadText', () => {
  it('shows where each argument ends', () => {
    expect(payloadText({ command: ['npm', 'run', 'test', '--', 'a b'], goal: 'x' }).text).toBe(
      "npm run test -- 'a b'",
    );
  });

  it.each([
    [{ step: 'lint' }, 'Step', 'the repository’s own lint command'],
    [{ tests: ['a.py', 'b.py'] }, 'Tests', 'a.py b.py'],
    [{ operation: 'refresh' }, 'Operation', 'index refresh'],
    [{ goal: 'add a login' }, 'Goal', 'add a login'],
    [{}, 'Work', 'nothing this app can run by itself'],
  ] as const)('reads %j', (payload, label, text) => {
    expect(payloadText({ ...payload })).toMatchObject({ label, text });
  });
});

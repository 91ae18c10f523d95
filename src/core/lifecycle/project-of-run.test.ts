import { expect, it } from 'vitest';
import { projectStateOf } from './project-of-run.ts';

it('LIFE-9 a project mirrors its run, and what stopped without an end leaves it in review', () => {
  for (const state of ['executing', 'paused', 'validating', 'completed', 'needs_review'] as const)
    expect(projectStateOf(state)).toBe(state);
  expect(projectStateOf('failed')).toBe('needs_review');
  expect(projectStateOf('terminated')).toBe('needs_review');
});

import { describe, expect, it } from 'vitest';
import { matchesProject } from './matches-project.ts';

const project = {
  name: 'Calculator',
  repo: '/src/calc',
  status: 'executing',
  tags: ['api'],
} as const;

describe('matchesProject', () => {
  it.each([
    ['', true],
    ['calc', true],
    ['API exec', true],
    ['  calculator ', true],
    ['calc done', false],
  ])('filters by %j: %s', (filter, expected) => {
    expect(matchesProject({ ...project, tags: [...project.tags] }, filter)).toBe(expected);
  });
});

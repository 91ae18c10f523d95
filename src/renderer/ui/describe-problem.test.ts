import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { describeProblem } from './describe-problem.ts';

describe('describeProblem', () => {
  it('keeps the sentence and names the fields', () => {
    const error = new AppError('invalid_input', 'Two fields are wrong.', {
      errors: [{ path: 'cap', message: 'must be at least 0' }],
    });
    expect(describeProblem(error)).toEqual({
      title: 'The input is not valid',
      detail: 'Two fields are wrong.',
      fields: ['cap: must be at least 0'],
    });
  });

  it('says what to do about an unexpected failure', () => {
    expect(describeProblem(new TypeError('x is undefined')).detail).toContain('Reload the window');
    const missing = new TypeError('Failed to fetch dynamically imported module: http://x/y.js');
    expect(describeProblem(missing).detail).toBe(
      'The engine does not answer. When it does again, reload the window.',
    );
    expect(describeProblem('odd').detail).toContain('odd');
  });
});

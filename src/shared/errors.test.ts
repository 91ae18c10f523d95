import { describe, expect, it } from 'vitest';
import type { ErrorCode } from './errors.ts';
import { AppError, ERRORS, fromProblem, problem, toProblem } from './errors.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

describe('error table', () => {
  it.each(codes)('%s has an error status, an exit code and a title', (code) => {
    const { status, exitCode, title } = ERRORS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect([1, 2, 3, 4]).toContain(exitCode);
    expect(title).toMatch(/^[A-Z][^.]*$/);
  });
});

describe('AppError', () => {
  it('carries status and exit code of its code', () => {
    const error = new AppError('unknown_run', 'No run is named r1.');
    expect([error.status, error.exitCode, error.message, error.name]).toEqual([
      404,
      1,
      'No run is named r1.',
      'AppError',
    ]);
    expect(error.errors).toBeUndefined();
  });

  it('keeps its cause', () => {
    const cause = new Error('disk full');
    expect(new AppError('storage', 'The ledger is full.', { cause }).cause).toBe(cause);
  });
});

describe('problem documents', () => {
  it('are RFC 9457 with the sentence as detail and the fields as errors', () => {
    const errors = [{ path: 'payload.command[0]', message: 'must be text' }];
    const error = new AppError('invalid_input', 'One field is wrong.', { errors });
    expect(toProblem(error)).toEqual({
      type: 'urn:slipway:problem:invalid_input',
      title: 'The input is not valid',
      status: 422,
      detail: 'One field is wrong.',
      code: 'invalid_input',
      errors,
    });
  });

  it('have no errors member when no field is named', () => {
    expect(problem('stopping', 'The service is stopping.')).not.toHaveProperty('errors');
  });

  it('never show the message of an unexpected error', () => {
    const shown = toProblem(new Error('password is hunter2'));
    expect(shown).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(toProblem('thrown text').code).toBe('internal');
  });

  it.each(codes)('%s survives the way to the client and back', (code) => {
    const sent = problem(code, 'A sentence.', [{ path: 'a', message: 'b' }]);
    const received = fromProblem(JSON.parse(JSON.stringify(sent)));
    expect(received).toBeInstanceOf(AppError);
    expect(toProblem(received)).toEqual(sent);
  });

  it('of a code that this version does not have are internal errors with their sentence', () => {
    const unknown = {
      ...problem('internal', 'New trouble.'),
      code: 'from_the_future' as ErrorCode,
    };
    const error = fromProblem(unknown);
    expect([error.code, error.message]).toEqual(['internal', 'New trouble.']);
  });
});

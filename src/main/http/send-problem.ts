import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from '#shared/errors.ts';
import { masker } from '../secrets/masker.ts';
import { toAppError } from './to-app-error.ts';

/**
 * Answers with the problem document of an error; what is unexpected goes to the log, not to the
 * caller.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const expected = toAppError(error);
  const problem = masker.maskData(toProblem(expected ?? error));
  if (expected === undefined || (problem.status >= 500 && expected.code !== 'stopping')) {
    request.log.error({ err: error, method: request.method, url: request.url }, 'request failed');
  }
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem));
}

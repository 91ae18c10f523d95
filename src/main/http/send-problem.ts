import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem, type Problem } from '#shared/errors.ts';
import { masker } from '../secrets/masker.ts';
import { isLargeAndUnread, refuseUnread } from './refuse-unread.ts';
import { toAppError } from './to-app-error.ts';

/**
 * Answers with the problem document of an error; what is unexpected goes to the log, not to the
 * caller.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const expected = toAppError(error);
  const problem = withoutSecrets(toProblem(expected ?? error));
  if (expected === undefined || (problem.status >= 500 && expected.code !== 'stopping')) {
    request.log.error({ err: error, method: request.method, url: request.url }, 'request failed');
  }
  if (isLargeAndUnread(request)) {
    refuseUnread(request, reply, problem);
    return;
  }
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem));
}

/** A sentence may quote an address as it was sent, percent-encoded. */
function withoutSecrets(problem: Problem): Problem {
  const plain = decoded(problem.detail);
  const masked = masker.mask(plain);
  return masker.maskData(masked === plain ? problem : { ...problem, detail: masked });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: nothing was encoded.
    return text;
  }
}

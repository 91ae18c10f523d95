import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#shared/errors.ts';

/** Up to so much of a body is taken in after a refusal, and the connection is kept. */
export const SMALL_BODY_BYTES = 64 * 1024;
/**
 * How long a refused sender may read its answer: closed at once, the connection would be reset, and
 * the answer lost with it.
 */
const LINGER_MS = 500;

/** Whether a request's body is large, or may be, and has not come in whole. */
export function isLargeAndUnread({ raw }: FastifyRequest): boolean {
  // An injected request knows nothing of that.
  return !(raw.complete ?? true) && mayBeLarge(raw.headers);
}

/** Whether the head of a request announces a body that is large, or of unknown length. */
export function mayBeLarge(headers: FastifyRequest['headers']): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || Number(length) > SMALL_BODY_BYTES;
}

/**
 * Answers a request whose body is not wanted: Node would read a body to its end to keep the
 * connection. Nothing more of it is read, and the connection is cut soon after the answer.
 */
export function refuseUnread(
  { raw: { socket } }: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): void {
  const body = JSON.stringify(problem);
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  reply.hijack();
  raw.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  // Whole by its length; were it ended, Node would take the rest of the body in.
  raw.write(body);
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}

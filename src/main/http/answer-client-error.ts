import type { Socket } from 'node:net';
import { AppError, toProblem } from '#shared/errors.ts';
import { SAFETY_HEADERS } from './add-safety-headers.ts';

/**
 * Answers bytes that are not an HTTP request with a problem document, and closes the connection.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const problem = toProblem(refusalFor(error.code));
  const body = JSON.stringify(problem);
  const safety = Object.entries(SAFETY_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\nContent-Type: application/problem+json\r\n` +
      `${safety.join('')}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    // Ends the reading side too: nothing that still arrives is looked at.
    () => socket.destroy(),
  );
}

function refusalFor(code: string | undefined): AppError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new AppError('header_too_large', 'The headers are larger than 16 KB; send fewer.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new AppError('payload_too_large', 'The chunk extensions are too long; send none.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new AppError('bad_request', 'The request did not arrive in time; send it at once.');
    case undefined:
    default:
      return new AppError('bad_request', 'These bytes are not a valid HTTP/1.1 request.');
  }
}

// Node keeps the response that is being written on the socket; bytes in between would corrupt it.
function isAnswering(socket: Socket & { _httpMessage?: { headersSent: boolean } | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

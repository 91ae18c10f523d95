import type { EventStream } from '#shared/contract/contract.ts';
import { AppError, toProblem, type Problem } from '#shared/errors.ts';
import type { StreamHandler } from '../http/register-stream.ts';
import { readFlatInput } from './read-flat-input.ts';

/** The part of Electron's MessagePortMain that a stream needs. */
export interface StreamPort {
  postMessage(message: StreamMessage): void;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}
/** `end` is a stream's last message: null when it ended by itself. */
export type StreamMessage = { event: unknown } | { end: Problem | null };

/** Sends a stream's events through a port until either side ends it. Never rejects. */
export async function pumpStream(
  operation: EventStream,
  handler: StreamHandler,
  request: { input: unknown; port: StreamPort },
  report: (error: unknown) => void,
): Promise<void> {
  const { port } = request;
  const controller = new AbortController();
  port.on('close', () => controller.abort());
  port.start();
  let end: Problem | null = null;
  try {
    const input = readFlatInput(operation, request.input);
    for await (const event of handler(input, controller.signal)) {
      if (controller.signal.aborted) break;
      port.postMessage({ event });
    }
  } catch (error) {
    if (!(error instanceof AppError)) report(error);
    end = toProblem(error);
  }
  if (controller.signal.aborted) return;
  port.postMessage({ end });
  port.close();
}

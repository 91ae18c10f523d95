import { contextBridge, ipcRenderer } from 'electron';
import type { Problem } from '#shared/errors.ts';

// The contract's operation names, put in by the build. Nothing else passes.
declare const SLIPWAY_ENDPOINTS: readonly string[];
declare const SLIPWAY_STREAMS: readonly string[];

type CallResult = { ok: true; value: unknown } | { ok: false; problem: Problem };
/** What main sends through a stream's port; `end` is the last message. */
type StreamMessage = { event: unknown } | { end: Problem | null };

const endpoints = new Set(SLIPWAY_ENDPOINTS);
const streams = new Set(SLIPWAY_STREAMS);

function refusal(operation: unknown): Problem {
  return {
    type: 'urn:slipway:problem:unknown_route',
    title: 'There is no such address',
    status: 404,
    detail: `There is no operation called ${String(operation)}.`,
    code: 'unknown_route',
  };
}

function call(
  operation: string,
  input: Record<string, unknown>,
  options?: { idempotencyKey?: string },
): Promise<CallResult> {
  if (!endpoints.has(operation)) {
    return Promise.resolve({ ok: false, problem: refusal(operation) });
  }
  return ipcRenderer.invoke(`slipway:${operation}`, input, options?.idempotencyKey);
}

function open(
  operation: string,
  input: Record<string, unknown>,
  onEvent: (event: unknown) => void,
  onEnd: (problem: Problem | null) => void,
): () => void {
  if (!streams.has(operation)) {
    onEnd(refusal(operation));
    return () => undefined;
  }
  const { port1: own, port2: mains } = new MessageChannel();
  own.addEventListener('message', ({ data }: MessageEvent<StreamMessage>) => {
    if ('event' in data) {
      onEvent(data.event);
      return;
    }
    own.close();
    onEnd(data.end);
  });
  own.start();
  ipcRenderer.postMessage(`slipway:${operation}`, input, [mains]);
  return () => own.close();
}

contextBridge.exposeInMainWorld('slipway', {
  call,
  open,
  desktop: {
    pickFolder: (): Promise<string | null> => ipcRenderer.invoke('slipway:desktop.pickFolder'),
    platform: process.platform,
  },
});

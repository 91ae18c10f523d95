/** What of a WebSocket is used here. */
export interface RpcSocket {
  readonly readyState: number;
  /** Bytes that were sent and that the peer has not taken. */
  readonly bufferedAmount: number;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  send(text: string, done: (error?: Error | null) => void): void;
  close(code: number, reason: string): void;
  terminate(): void;
  pause(): void;
  resume(): void;
}

export interface SendLimits {
  /** What may wait for a peer. One answer may be larger than that, if nothing waits before it. */
  waitingBytes: number;
  /** How long a peer may take for one answer, in ms. */
  stallMs: number;
}

const LIMITS: SendLimits = { waitingBytes: 16 * 1024 * 1024, stallMs: 30_000 };
const OPEN = 1;
/** Programs that talk JSON-RPC to one engine at a time. */
const MAX_SOCKETS = 256;

/**
 * Sends an answer; resolves when the peer has taken it or is gone. A peer that lets too much wait,
 * or for too long, is dropped: what it asked for is done, and it may ask again.
 */
export function sendBounded(
  socket: RpcSocket,
  answer: string,
  limits: SendLimits = LIMITS,
): Promise<void> {
  if (socket.readyState !== OPEN) return Promise.resolve();
  if (socket.bufferedAmount > limits.waitingBytes) {
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), limits.stallMs);
    // Also called when the socket breaks before.
    socket.send(answer, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Admits sockets. Of too many the one goes that said nothing for the longest time. */
export function limitSockets(most = MAX_SOCKETS): <S extends RpcSocket>(socket: S) => S {
  const open = new Set<RpcSocket>();
  return (socket) => {
    const touch = (): void => {
      open.delete(socket);
      open.add(socket);
    };
    touch();
    socket.on('message', touch);
    socket.on('close', () => open.delete(socket));
    const [quietest] = open;
    if (open.size > most) quietest?.terminate();
    return socket;
  };
}

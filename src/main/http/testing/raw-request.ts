import { connect } from 'node:net';
import { PATIENCE_MS } from '../../testing/patience.ts';

/** Sends bytes to a local port and collects what comes back until the server closes. */
export function rawRequest(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error(`The server neither answered nor closed; it had sent: ${text}`));
      socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    // A reset after the answer is how a server refuses the rest.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.write(bytes);
  });
}

/** The status of a raw answer; 0 when there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

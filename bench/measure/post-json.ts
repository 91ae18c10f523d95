import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * A client over one kept connection, lean beside what it measures: posts a body, returns the
 * answer's.
 */
export function createPoster(base: string): {
  post(path: string, body: object): Promise<unknown>;
  close(): void;
} {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async post(path, body) {
      const bytes = Buffer.from(JSON.stringify(body));
      const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
      const sent = request(base + path, { method: 'POST', agent, headers });
      const answered = once(sent, 'response');
      sent.end(bytes);
      const [response] = (await answered) as [IncomingMessage];
      const answer = await text(response);
      if (response.statusCode !== 200 && response.statusCode !== 201)
        throw new Error(`${path}: ${answer}`);
      return JSON.parse(answer) as unknown;
    },
    close: () => agent.destroy(),
  };
}

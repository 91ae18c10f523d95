import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the server was asked. */
export interface OllamaRequest {
  path: string;
  body: { model: string; input: string[]; truncate: boolean };
}

export interface ScriptedAnswer {
  status?: number;
  /** Sent as JSON; a string is sent as it is. */
  body: unknown;
}

export interface ScriptedOllama {
  address: string;
  requests: OllamaRequest[];
  close(): Promise<void>;
}

/**
 * A server with Ollama's protocol that sends the script's answers; null means that it never
 * answers.
 */
export async function startScriptedOllama(
  script: (request: OllamaRequest) => ScriptedAnswer | null,
): Promise<ScriptedOllama> {
  const requests: OllamaRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((sent) => {
      const asked = { path: request.url ?? '', body: JSON.parse(sent) as OllamaRequest['body'] };
      requests.push(asked);
      const answer = script(asked);
      if (answer === null) return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * A vector for a text by hand: its dimensions count words of a meaning, so that texts of like
 * meaning are near.
 */
export function meaningVector(input: string, meanings: readonly RegExp[]): number[] {
  return meanings.map((meaning) => (input.match(meaning) ?? []).length - 0.5);
}

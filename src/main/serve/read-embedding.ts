import type { EmbeddingAddress } from '#shared/messages/code-index.ts';
import { AppError } from '#shared/errors.ts';

const OLLAMA_PORT = 11_434;

/**
 * The embedding model that the environment names, at Ollama's own address unless OLLAMA_HOST says
 * another; null when it names none.
 */
export function readEmbedding(
  environment: Readonly<Record<string, string | undefined>>,
): EmbeddingAddress | null {
  const model = environment['SLIPWAY_EMBEDDING_MODEL']?.trim() ?? '';
  if (model === '') return null;
  return { model, address: readAddress(environment['OLLAMA_HOST']?.trim() ?? '') };
}

/** Takes what Ollama takes: `host`, `host:port`, `:port` and whole addresses. */
function readAddress(host: string): string {
  if (host === '') return `http://127.0.0.1:${OLLAMA_PORT}`;
  const isWhole = host.includes('://');
  const text = isWhole ? host : `http://${host.startsWith(':') ? `127.0.0.1${host}` : host}`;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new AppError(
      'bad_request',
      `OLLAMA_HOST is “${host}”, which is no address; give host:port, as 127.0.0.1:${OLLAMA_PORT}.`,
    );
  if (!isWhole && !/:\d+\/?$/.test(host)) url.port = String(OLLAMA_PORT);
  // Where a server listens on every address, it is asked on this machine.
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  return url.origin;
}

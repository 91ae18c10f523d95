import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The engine's entry: next to the bundled CLI, or in src/main when the sources are run directly.
 */
export function serveEntry(entry: URL): string {
  const isSource = basename(entry.pathname).endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../main/serve.ts' : './serve.js', entry));
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SAFETY_HEADERS } from '../http/add-safety-headers.ts';
import { HMI_CSP } from '../http/hmi-server.ts';
import { isPageAddress } from '../ipc/page-origin.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The answer to one request: a file below `folder`, or 404. */
export async function answerPage(
  folder: string,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  const file = fileOf(folder, request.url);
  if (request.method !== 'GET' || file === null) return notFound();
  try {
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: { ...headers(), 'content-type': type } });
  } catch (error) {
    if (isMissing(error)) return notFound();
    throw error;
  }
}

function fileOf(folder: string, address: string): string | null {
  if (!isPageAddress(address)) return null;
  const { pathname } = new URL(address);
  const name = decode(pathname === '/' ? '/index.html' : pathname);
  if (name === null || name.includes('\0')) return null;
  const file = path.join(folder, name);
  return file.startsWith(path.join(folder, path.sep)) ? file : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign names no file.
    return null;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR';
}

function headers(): Record<string, string> {
  return {
    'content-security-policy': HMI_CSP,
    ...SAFETY_HEADERS,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...headers(), 'content-type': 'text/plain; charset=utf-8' },
  });
}

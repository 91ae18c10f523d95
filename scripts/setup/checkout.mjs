// Where things are in this checkout. Runs on Node 20 before anything is installed.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

const suffix = process.platform === 'win32' ? '.exe' : '';

/** The Node 24 that the packages bring along. */
export const node24 = path.join(root, 'node_modules', 'node', 'bin', `node${suffix}`);

/** Absolute path of a file in the checkout. */
export function inCheckout(...parts) {
  return path.join(root, ...parts);
}

/** The environment for programs of the checkout: its own Node and tools come first on PATH. */
export function checkoutEnvironment(extra = {}) {
  const bins = [path.dirname(node24), inCheckout('node_modules', '.bin')];
  return { ...process.env, PATH: [...bins, process.env.PATH].join(path.delimiter), ...extra };
}

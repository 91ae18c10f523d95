import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';

/** Hashes of what lies outside the archive, by path; written when the app is packaged. */
interface Integrity {
  /** Below `app.asar.unpacked`. */
  app: Record<string, string>;
  /** Below the folder of the archive. */
  resources: Record<string, string>;
}

/**
 * Checks that a packaged app is as it was built. Electron itself checks the archive; what cannot
 * lie in it (workers, native modules, grammars, the helper) is compared with the hashes that the
 * archive has of it. Throws an AppError that names the file. `root`: the archive, or a checkout,
 * of which nothing is asked.
 */
export function requireIntact(root: string): void {
  if (path.basename(root) !== 'app.asar') return;
  const text = readFileSync(path.join(root, 'dist', 'integrity.json'), 'utf8');
  const known = JSON.parse(text) as Integrity;
  const beside = path.dirname(root);
  const unpacked = filesIn(`${root}.unpacked`, '');
  requireSame(`${root}.unpacked`, unpacked, known.app);
  const resources = ['helper', 'languages'].flatMap((folder) => filesIn(beside, folder));
  requireSame(beside, resources, known.resources);
  const there = new Set(unpacked);
  // Modules are packed for one platform of those that were hashed; workers are always there.
  const isNeeded = (file: string): boolean => file.startsWith('dist/workers/');
  const missing = Object.keys(known.app).find((file) => isNeeded(file) && !there.has(file));
  if (missing !== undefined) throw changed(missing, 'is missing');
}

function requireSame(
  folder: string,
  files: readonly string[],
  known: Readonly<Record<string, string>>,
): void {
  for (const file of files) {
    if (!Object.hasOwn(known, file)) throw changed(file, 'does not belong to it');
    if (process.platform === 'darwin' && isSigned(file)) continue;
    if (hashOf(path.join(folder, file)) !== known[file]) throw changed(file, 'was changed');
  }
}

/** Programs are signed after they were hashed; macOS checks that itself when it loads them. */
function isSigned(file: string): boolean {
  return file.endsWith('.node') || file.endsWith('.dylib') || file.startsWith('helper/');
}

function changed(file: string, how: string): AppError {
  const sentence = `Slipway was not started, because its file ${file} ${how} since it was built. Install Slipway again.`;
  return new AppError('internal', sentence);
}

/** Paths of all files below a folder, with forward slashes; a link is a file that is not known. */
function filesIn(folder: string, below: string): string[] {
  const at = path.join(folder, below);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isSymbolicLink()) throw changed(file, 'became a link');
    return entry.isDirectory() ? filesIn(folder, file) : [file];
  });
}

/** Of a package.json, what Node reads of it: packaging leaves other fields out. */
const READ_BY_NODE = ['name', 'type', 'main', 'exports', 'imports'] as const;

function hashOf(file: string): string {
  const bytes = readFileSync(file);
  const hash = createHash('sha256');
  if (path.basename(file) !== 'package.json') return hash.update(bytes).digest('hex');
  const fields = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  const kept = READ_BY_NODE.map((name) => fields[name] ?? null);
  return hash.update(JSON.stringify(kept)).digest('hex');
}

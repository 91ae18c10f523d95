import type { ProjectView } from '../module-system.ts';
import { readJson } from './read-json.ts';

/** What may stand for an extension that was written for the compiled file, the source first. */
const SOURCES_OF: Record<string, readonly string[]> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.ts', '.js'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
  '.d.ts': ['.ts', '.tsx', '.d.ts', '.js'],
  '.d.mts': ['.mts', '.d.mts', '.mjs'],
  '.d.cts': ['.cts', '.d.cts', '.cjs'],
};

const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'] as const;

const WRITTEN_EXTENSION = /(?:\.d)?\.[cm]?[jt]sx?$/;

export function parentFolder(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/**
 * Joins a folder and a relative path; what leads out of the repository keeps its `..` and names no
 * file.
 */
export function joinPath(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(step);
  }
  return parts.join('/');
}

/**
 * The file that importing a path means: as written, with an extension, or the main file of a
 * folder; null when there is none.
 */
export function findModule(path: string, project: ProjectView): string | null {
  return findFile(path, project) ?? findInFolder(path, project);
}

function findFile(path: string, project: ProjectView): string | null {
  const extension = WRITTEN_EXTENSION.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    for (const source of SOURCES_OF[extension] ?? [extension])
      if (project.hasFile(stem + source)) return stem + source;
  }
  if (path === '' || path.endsWith('/')) return null;
  for (const suffix of EXTENSIONS) if (project.hasFile(path + suffix)) return path + suffix;
  return null;
}

function findInFolder(folder: string, project: ProjectView): string | null {
  const manifest = project.configuration(joinPath(folder, 'package.json'));
  if (manifest !== null && folder !== '') {
    const main = readJson(manifest)['main'];
    const found = typeof main === 'string' ? findFile(joinPath(folder, main), project) : null;
    if (found !== null) return found;
  }
  return findFile(joinPath(folder, 'index'), project);
}

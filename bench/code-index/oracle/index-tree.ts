import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileFacts } from '../../../src/core/code-index/facts.ts';
import { lowerFile } from '../../../src/core/code-index/lower/lower-file.ts';
import { moduleSystems } from '../../../src/core/code-index/modules/module-systems.ts';
import { createProgram } from '../../../src/core/code-index/solve/create-program.ts';
import type { FileEdges, SolveLevel } from '../../../src/core/code-index/solve/types.ts';
import { findLanguages } from '../../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../../src/workers/code-index/load-language.ts';
import { readForms } from '../../../src/workers/code-index/read-forms.ts';

export interface IndexedTree {
  facts: ReadonlyMap<string, FileFacts>;
  edges: ReadonlyMap<string, FileEdges>;
  parseMs: number;
  solveMs: number;
}

const CONFIGURATION = /(^|\/)(package\.json|[jt]sconfig[^/]*\.json|pnpm-workspace\.yaml)$/;
const SKIPPED = new Set(['node_modules', '.git', 'dist']);

/** Paths of a tree below a folder of it, without what package managers and builds put there. */
function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, file);
    return entry.isFile() ? [file] : [];
  });
}

function readConfigurations(root: string, files: readonly string[]): Map<string, string> {
  const atRoot = readdirSync(root);
  const names = new Set([...atRoot, ...files].filter((file) => CONFIGURATION.test(file)));
  return new Map([...names].map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

/**
 * Parses, lowers and solves what lies below a folder, in this process; paths count from the root.
 */
export async function indexTree(
  root: string,
  folder: string,
  level: SolveLevel = 'full',
): Promise<IndexedTree> {
  const languages = findLanguages();
  const files = listFiles(root, folder);
  const facts = new Map<string, FileFacts>();
  const started = performance.now();
  for (const file of files) {
    const found = languages.find(({ conventions }) =>
      conventions.extensions.includes(path.extname(file)),
    );
    const full = path.join(root, file);
    if (found === undefined || statSync(full).size > 1_000_000) continue;
    const text = readFileSync(full, 'utf8');
    const form = readForms(await loadLanguage(found), text);
    if (form === null) continue;
    const { conventions } = found;
    facts.set(
      file,
      lowerFile({
        path: file,
        language: conventions,
        text,
        root: form,
        moduleName: moduleSystems[conventions.modules].moduleName(file),
        packageName: '',
      }),
    );
  }
  const parsed = performance.now();
  const program = createProgram({
    languages: new Map(languages.map(({ conventions }) => [conventions.id, conventions])),
    level,
  });
  const edges = program.update({
    put: [...facts.values()],
    removed: [],
    configurations: readConfigurations(root, files),
  });
  return { facts, edges, parseMs: parsed - started, solveMs: performance.now() - parsed };
}

import { Masker } from '#core/secrets/masker.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileFacts } from '#core/code-index/facts.ts';
import { isConfigurationFile } from '#core/code-index/freshness/configuration-files.ts';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import type { SolveLevel } from '#core/code-index/solve/types.ts';
import { type Edge, symbolKey } from '#core/code-index/symbols.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { findLanguages } from '../find-languages.ts';
import { type Languages, parseFile } from '../parse-file.ts';

/** An edge between symbols named by `<file>#<path>`; modules are `<file>` alone. */
export interface NamedEdge extends Pick<Edge, 'kind' | 'tier' | 'reason' | 'line'> {
  from: string;
  to: string;
}

/** The languages of the product, ready to parse with. */
export function productLanguages(): Languages {
  const folders = findLanguages();
  return {
    folders: new Map(folders.map((folder) => [folder.conventions.id, folder])),
    finder: languageFinder(folders.map((folder) => folder.conventions)),
  };
}

/** Reads and lowers the files of a project below a root; files without a language are left out. */
export async function readFacts(
  folder: string,
  paths: readonly string[],
  languages: Languages,
): Promise<FileFacts[]> {
  using root = new RootFolder(folder);
  const found: FileFacts[] = [];
  for (const path of paths) {
    const language = languages.finder.byName(path);
    const scanned = { path, language, sizeBytes: 0, mtimeMs: 0 };
    const parsed = await parseFile(root, scanned, languages, new Masker());
    if (parsed?.facts) found.push(parsed.facts);
  }
  return found;
}

/** Reads a small project and returns the edges of its call graph. */
export async function solveProject(
  project: { folder: string; files: readonly string[] },
  languages: Languages,
  level: SolveLevel = 'full',
): Promise<NamedEdge[]> {
  const put = await readFacts(project.folder, project.files, languages);
  const conventions = new Map(
    [...languages.folders].map(([id, folder]) => [id, folder.conventions]),
  );
  const configurations = new Map(
    project.files
      .filter((path) => isConfigurationFile(path))
      .map((path) => [path, readFileSync(join(project.folder, path), 'utf8')]),
  );
  const program = createProgram({ languages: conventions, level });
  return nameEdges(put, program.update({ put, removed: [], configurations }));
}

/** Edges with the names of the symbols they start from. */
export function nameEdges(
  files: readonly FileFacts[],
  edges: ReadonlyMap<string, { edges: Edge[] }>,
): NamedEdge[] {
  return files.flatMap((facts) =>
    (edges.get(facts.path)?.edges ?? []).map((edge) => ({
      from: moduleless(symbolKey(facts.path, facts.symbols[edge.from]?.path ?? '')),
      to: moduleless(edge.to),
      kind: edge.kind,
      tier: edge.tier,
      reason: edge.reason,
      line: edge.line,
    })),
  );
}

/** `main.py#` and `main.py` both name the module. */
export function moduleless(key: string): string {
  return key.endsWith('#') ? key.slice(0, -1) : key;
}

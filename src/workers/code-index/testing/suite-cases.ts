import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A small project whose edges are known: its folder below `bench/code-index/suites`. */
export interface SuiteCase {
  language: string;
  name: string;
  folder: string;
  /** Paths of its files, relative to the folder, sorted. */
  files: string[];
  expected: ExpectedEdges;
}

const edgesSchema = z.record(z.string(), z.array(z.string()));
const expectedSchema = z.strictObject({
  /** Caller to callees, as symbol keys; only symbols of the project. */
  calls: edgesSchema,
  imports: edgesSchema.optional(),
  inherits: edgesSchema.optional(),
});
type ExpectedEdges = z.infer<typeof expectedSchema>;

const EXPECTED = 'expected.json';

export function suitesFolder(): string {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
  return join(root, 'bench', 'code-index', 'suites');
}

/**
 * Every case of a language, sorted by name; throws with the file's name when one's expectation is
 * malformed.
 */
export function readCases(language: string, suites: string = suitesFolder()): SuiteCase[] {
  const folder = join(suites, language);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .filter((name) => existsSync(join(folder, name, EXPECTED)))
    .map((name) => readCase(language, name, join(folder, name)));
}

function readCase(language: string, name: string, folder: string): SuiteCase {
  const file = join(folder, EXPECTED);
  const result = expectedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success)
    throw new Error(`${file} is no list of expected edges: ${result.error.message}`);
  const files = listFiles(folder, '').filter((path) => path !== EXPECTED);
  return { language, name, folder, files: files.toSorted(), expected: result.data };
}

function listFiles(folder: string, below: string): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    return statSync(join(folder, path)).isDirectory() ? listFiles(folder, path) : [path];
  });
}

/** What a case is about: the first word of its name. */
export function categoryOf(suiteCase: SuiteCase): string {
  return suiteCase.name.split(/[_-]/)[0] ?? suiteCase.name;
}

import { parse as parseToml } from 'smol-toml';
import { readObject } from './read-object.ts';

/** Keys of package.json that say nothing about how tests are run. */
const INERT_PACKAGE_KEYS = new Set([
  'name',
  'version',
  'description',
  'keywords',
  'homepage',
  'bugs',
  'license',
  'author',
  'contributors',
  'funding',
  'repository',
  'files',
  'private',
  'publishConfig',
  // What is installed is the checkout's, whatever is written here.
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
]);
const INERT_CRATE_KEYS = new Set([
  'package',
  'dependencies',
  'dev-dependencies',
  'build-dependencies',
]);
const INERT_TOOLS = new Set(['ruff', 'black', 'isort', 'mypy', 'pyright', 'flake8', 'bumpversion']);

/**
 * Whether a changed settings file says something else about how tests are run: of files that hold
 * much beside, only the keys that matter are compared. `null`: not there, or no text.
 */
export function changesJudging(
  path: string,
  { before, after }: { before: string | null; after: string | null },
): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const keysOf = READERS[name];
  if (keysOf === undefined || before === null || after === null) return true;
  const [was, is] = [keysOf(before), keysOf(after)];
  return was === null || is === null || JSON.stringify(was) !== JSON.stringify(is);
}

/** Lines of go.mod that put other code in the place of a module. */
const GO_REPLACES = /^.*=>.*$/gm;

type Keys = readonly (readonly [string, unknown])[];

const READERS: Readonly<Record<string, (text: string) => Keys | null>> = {
  'package.json': (text) =>
    without(
      readObject(() => JSON.parse(text)),
      INERT_PACKAGE_KEYS,
    ),
  'Cargo.toml': (text) =>
    without(
      readObject(() => parseToml(text)),
      INERT_CRATE_KEYS,
    ),
  'go.mod': (text) => [['replace', text.match(GO_REPLACES) ?? []]],
  'pyproject.toml'(text) {
    const all = readObject(() => parseToml(text));
    if (all === null) return null;
    const tools = without(
      readObject(() => all['tool'] ?? {}),
      INERT_TOOLS,
    );
    return [...(without(all, new Set(['project', 'tool'])) ?? []), ...(tools ?? [])];
  },
};

function without(
  object: Readonly<Record<string, unknown>> | null,
  inert: ReadonlySet<string>,
): Keys | null {
  if (object === null) return null;
  return Object.entries(object)
    .filter(([key]) => !inert.has(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

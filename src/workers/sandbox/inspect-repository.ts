import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RepositoryInspection } from '#shared/messages/host.ts';
import { isRefusal } from '../files/refusal.ts';
import { openIfThere, RootFolder } from '../files/root-folder.ts';
import { hostPathFolders, OWN_PROGRAMS, type HostEnvironment } from './environment.ts';
import { findUserExcludes } from './git/find-user-excludes.ts';
import { readGitFacts } from './git/git-facts.ts';
import { findRepository } from './git/find-repository.ts';
import { withView } from './git/git-view.ts';
import { surveyLacks } from './git/survey-lacks.ts';
import { listFiles } from './git/list-files.ts';
import { isExecutable } from './locate-program.ts';

const FILES_KEPT = 50_000;
const CONTENT_BYTES = 256 * 1024;
const CONTENTS_KEPT = 400;
/** Folders with packages of their own that are looked at for programs. */
const FOLDERS_LOOKED_AT = 50;
const USUAL_ENVIRONMENTS = ['.venv', 'venv', 'env'];
const TEST_FILES_KEPT = 20;
const PYTHON_TEST = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const LOCK_FILES =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|composer\.lock)$/;
const CONFIG_FILES =
  /(?:^|\/)(?:package\.json|[^/]+\.toml|[^/]+\.cfg|[^/]+\.ini|\.flake8|[Mm]akefile|GNUmakefile|[Jj]ustfile|go\.(?:mod|work)|\.yarnrc\.yml|pnpm-workspace\.yaml|(?:turbo|nx|lerna)\.json|(?:environment|conda)\.ya?ml|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|CMakeLists\.txt|Gemfile|Rakefile|\.rspec|composer\.json|phpunit\.xml(?:\.dist)?|requirements[^/]*\.txt|setup\.py|conftest\.py|noxfile\.py|[^/]+\.(?:csproj|sln)|deno\.jsonc?|(?:vitest|vite|jest|eslint|oxlint|playwright|mocha|ava)\.config\.[cm]?[jt]s|\.(?:eslintrc|mocharc|prettierrc|oxlintrc)(?:\.[a-z]+)?|biome\.jsonc?|oxlint\.json|tsconfig[^/]*\.json)$/;

/**
 * Looks at a repository without running anything of it: names, small configuration files, installed
 * tools.
 */
export async function inspectRepository(
  { path, installedIn }: { path: string; installedIn?: string },
  host: HostEnvironment,
): Promise<RepositoryInspection> {
  const facts = await readGitFacts(path);
  const root = facts.toplevel;
  const [listed, lacks] = await withView(await findRepository(root), async (view) => [
    await listFiles({ view, which: 'shown', excludesFile: await findUserExcludes(view) }),
    // A worktree has what it could be given.
    installedIn === undefined ? await surveyLacks(view) : [],
  ]);
  // An unmerged file stands there once for each side.
  const shown = [...new Set(listed)].sort();
  const files = shown.slice(0, FILES_KEPT);
  using opened = new RootFolder(root);
  return {
    root,
    name: basename(root),
    branch: facts.branch,
    commit: facts.commit,
    uncommitted: facts.uncommitted,
    lacks,
    files,
    truncated: shown.length > files.length,
    contents: readContents(opened, files),
    tools: await listTools(
      [root, ...(installedIn === undefined ? [] : [installedIn])],
      shown,
      host,
    ),
    environments: listEnvironments(installedIn ?? root, files),
  };
}

function readContents(root: RootFolder, files: readonly string[]): Record<string, string> {
  const depth = (file: string): number => file.split('/').length;
  const wanted = files
    .filter((file) => CONFIG_FILES.test(file) || LOCK_FILES.test(file))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .slice(0, CONTENTS_KEPT);
  // Whether they are for unittest or for pytest stands in them alone.
  wanted.push(...files.filter((file) => PYTHON_TEST.test(file)).slice(0, TEST_FILES_KEPT));
  const contents: Record<string, string> = {};
  for (const file of wanted) {
    const text = LOCK_FILES.test(file) ? '' : root.readText(file, CONTENT_BYTES);
    if (text !== null) contents[file] = text;
  }
  return contents;
}

async function listTools(
  roots: readonly string[],
  listed: readonly string[],
  host: HostEnvironment,
): Promise<string[]> {
  const names = new Set<string>();
  for (const [folder, programs] of OWN_PROGRAMS) {
    for (const root of roots) {
      using packages = openIfThere(await findPackages(root, folder, listed));
      for (const name of packages === null ? [] : programsIn(packages, programs)) names.add(name);
    }
  }
  for (const name of listBelow(roots, listed)) names.add(name);
  for (const folder of hostPathFolders(host)) {
    const entries = await readdir(folder).catch(() => []);
    for (const name of entries) if (isExecutable(join(folder, name))) names.add(name);
  }
  return [...names].sort();
}

/** Virtual environments at the root and in folders of the first level, as installers leave them. */
function listEnvironments(root: string, files: readonly string[]): string[] {
  const folders = new Set(
    files.filter((file) => file.includes('/')).map((file) => file.split('/', 1)[0] ?? ''),
  );
  using opened = openIfThere(root);
  if (opened === null) return [];
  const listed = opened.list('.');
  const own = isRefusal(listed) ? [] : listed.entries.map(({ name }) => name);
  const below = [...folders].flatMap((folder) =>
    USUAL_ENVIRONMENTS.map((name) => `${folder}/${name}`),
  );
  return [...own, ...below].filter((place) => !isRefusal(opened.stat(`${place}/pyvenv.cfg`)));
}

/** Programs of the packages that folders below the root have installed, by folder and name. */
function listBelow(roots: readonly string[], listed: readonly string[]): string[] {
  const folders = listed
    .map((file) => /^([^/]+(?:\/[^/]+)?)\/package\.json$/.exec(file)?.[1])
    .filter((folder) => folder !== undefined)
    .slice(0, FOLDERS_LOOKED_AT);
  return folders.flatMap((folder) =>
    roots.flatMap((root) => {
      using packages = openIfThere(join(root, folder, 'node_modules'));
      const names = packages === null ? [] : programsIn(packages, '.bin');
      return names.map((name) => `${folder}/${name}`);
    }),
  );
}

/**
 * A folder of packages, also behind a link from one checkout to another's. A link that git lists
 * came with the repository and stays a link: it is not followed.
 */
async function findPackages(
  root: string,
  name: string,
  listed: readonly string[],
): Promise<string> {
  const path = join(root, name);
  if (listed.includes(name)) return path;
  const real = await realpath(path).catch(() => path);
  return basename(real) === name ? real : path;
}

/** Names that may be run: installers make links to the packages beside, which are not looked at. */
function programsIn(packages: RootFolder, folder: string): string[] {
  const listed = packages.list(folder);
  if (isRefusal(listed)) return [];
  const names = listed.entries.map(({ name }) => name);
  return names.filter((name) => {
    const facts = packages.stat(`${folder}/${name}`);
    if (isRefusal(facts)) return false;
    return facts.isSymbolicLink() || (facts.isFile() && (facts.mode & 0o111) !== 0);
  });
}

import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RepositoryInspection } from '#shared/messages/host.ts';
import { hostPathFolders, type HostEnvironment } from './environment.ts';
import { findUserExcludes } from './git/find-user-excludes.ts';
import { readGitFacts } from './git/git-facts.ts';
import { findRepository } from './git/find-repository.ts';
import { withView } from './git/git-view.ts';
import { listFiles } from './git/list-files.ts';
import { isExecutable } from './locate-program.ts';

const FILES_KEPT = 50_000;
const CONTENT_BYTES = 256 * 1024;
const CONTENTS_KEPT = 400;
const LOCK_FILES =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|composer\.lock)$/;
const CONFIG_FILES =
  /(?:^|\/)(?:package\.json|[^/]+\.toml|[^/]+\.cfg|[^/]+\.ini|\.flake8|[Mm]akefile|GNUmakefile|[Jj]ustfile|go\.(?:mod|work)|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|CMakeLists\.txt|Gemfile|Rakefile|\.rspec|composer\.json|phpunit\.xml(?:\.dist)?|requirements[^/]*\.txt|setup\.py|conftest\.py|noxfile\.py|[^/]+\.(?:csproj|sln)|deno\.jsonc?|(?:vitest|vite|jest|eslint|oxlint|playwright|mocha|ava)\.config\.[cm]?[jt]s|\.(?:eslintrc|mocharc|prettierrc|oxlintrc)(?:\.[a-z]+)?|biome\.jsonc?|oxlint\.json|tsconfig[^/]*\.json)$/;

/**
 * Looks at a repository without running anything of it: names, small configuration files, installed
 * tools.
 */
export async function inspectRepository(
  path: string,
  host: HostEnvironment,
): Promise<RepositoryInspection> {
  const facts = await readGitFacts(path);
  const root = facts.toplevel;
  const listed = await withView(await findRepository(root), async (view) =>
    listFiles({ view, which: 'shown', excludesFile: await findUserExcludes(view) }),
  );
  // An unmerged file stands there once for each side.
  const shown = [...new Set(listed)].sort();
  const files = shown.slice(0, FILES_KEPT);
  return {
    root,
    name: basename(root),
    branch: facts.branch,
    commit: facts.commit,
    dirty: facts.dirty,
    files,
    truncated: shown.length > files.length,
    contents: await readContents(root, files),
    tools: await listTools(root, host),
  };
}

async function readContents(
  root: string,
  files: readonly string[],
): Promise<Record<string, string>> {
  const depth = (file: string): number => file.split('/').length;
  const wanted = files
    .filter((file) => CONFIG_FILES.test(file) || LOCK_FILES.test(file))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .slice(0, CONTENTS_KEPT);
  const contents: Record<string, string> = {};
  for (const file of wanted) {
    const text = LOCK_FILES.test(file) ? '' : await readSmallFile(join(root, file));
    if (text !== null) contents[file] = text;
  }
  return contents;
}

/**
 * Text of a regular file of at most 256 KB; links are not followed, since a repository may point
 * them anywhere.
 */
async function readSmallFile(path: string): Promise<string | null> {
  const facts = await lstat(path).catch(() => null);
  if (facts === null || !facts.isFile() || facts.size > CONTENT_BYTES) return null;
  return readFile(path, 'utf8');
}

async function listTools(root: string, host: HostEnvironment): Promise<string[]> {
  const own = [join(root, 'node_modules', '.bin'), join(root, '.venv', 'bin')];
  const names = new Set<string>();
  for (const folder of [...own, ...hostPathFolders(host)]) {
    const entries = await readdir(folder).catch(() => []);
    for (const name of entries) if (isExecutable(join(folder, name))) names.add(name);
  }
  return [...names].sort();
}

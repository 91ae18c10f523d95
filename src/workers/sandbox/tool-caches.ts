import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folders of a home that hold packages which tools fetched before: without a network they have no
 * others. Settings and credentials lie beside these, and are no part of them.
 */
export const TOOL_CACHES: readonly string[] = [
  '.m2/repository',
  '.gradle/caches',
  '.gradle/wrapper/dists',
  '.cargo/registry',
  '.cargo/git',
  'go/pkg/mod',
  '.npm/_cacache',
  '.cache/pip',
  '.cache/pnpm',
  '.local/share/pnpm/store',
];

/** A folder of packages, and where a command finds it. */
export interface ToolCache {
  from: string;
  places: string[];
}

/**
 * The caches that are there, each at its own path and below the command's home: some tools ask the
 * account for its home, others the environment.
 */
export function findToolCaches(home: string, scratchHome: string): ToolCache[] {
  return TOOL_CACHES.filter((each) => has(home, each)).map((each) => ({
    from: join(home, each),
    places: [join(home, each), join(scratchHome, each)],
  }));
}

/** What tells tools where their caches are, where they do not look by themselves. */
export function cacheVariables(
  home: string,
  { scratchHome, isWritable }: { scratchHome: string; isWritable: boolean },
): Record<string, string> {
  return { ...gradleVariables(home, scratchHome, isWritable), ...mavenVariables(home) };
}

/** Gradle locks its caches; those that it may not write are said to be so, and lie elsewhere. */
function gradleVariables(
  home: string,
  scratchHome: string,
  isWritable: boolean,
): Record<string, string> {
  if (!has(home, '.gradle/caches')) return {};
  if (isWritable) return { GRADLE_USER_HOME: join(home, '.gradle') };
  return {
    GRADLE_USER_HOME: join(scratchHome, '.gradle-own'),
    GRADLE_RO_DEP_CACHE: join(home, '.gradle/caches'),
  };
}

/**
 * Maven takes a package from its repository only where the settings name the mirror that it came
 * from. The settings may hold passwords and are not shown, so where there are any, Maven is told
 * not to ask.
 */
function mavenVariables(home: string): Record<string, string> {
  const repository = join(home, '.m2/repository');
  if (!has(home, '.m2/repository') || /\s/.test(repository)) return {};
  const place = `-Dmaven.repo.local=${repository}`;
  const mirrored = has(home, '.m2/settings.xml') ? ' -Dmaven.legacyLocalRepo=true' : '';
  return { MAVEN_OPTS: `${place}${mirrored}` };
}

/** Its content is not looked at. */
function has(home: string, path: string): boolean {
  if (home === '') return false;
  const facts = statSync(join(home, path), { throwIfNoEntry: false });
  return facts !== undefined && (facts.isDirectory() || path.endsWith('.xml'));
}

import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { bareRepository } from './no-work-tree.ts';
import { isTrue, readKeys } from './read-keys.ts';

const BOOLEAN = /^(?:true|false|yes|no|on|off|0|1|)$/i;

/**
 * The keys of a repository that say how its content is stored and how files are compared, with the
 * values they may have. Everything else of its settings is left out: none of these names a program,
 * a file or another place.
 */
const KEPT: Readonly<Record<string, RegExp>> = {
  'core.repositoryformatversion': /^[01]$/,
  'extensions.objectformat': /^sha(?:1|256)$/i,
  'extensions.refstorage': /^(?:files|reftable)$/i,
  'core.filemode': BOOLEAN,
  'core.symlinks': BOOLEAN,
  'core.ignorecase': BOOLEAN,
  'core.precomposeunicode': BOOLEAN,
  'core.trustctime': BOOLEAN,
  'core.checkstat': /^(?:default|minimal)$/i,
  'core.autocrlf': /^(?:true|false|yes|no|on|off|0|1|input|)$/i,
  'core.eol': /^(?:lf|crlf|native)$/i,
  'core.sparsecheckout': BOOLEAN,
  'core.sparsecheckoutcone': BOOLEAN,
  'index.sparse': BOOLEAN,
};
/** Extensions that change nothing for a reader, or nothing once the settings are our own. */
const HARMLESS_EXTENSIONS = new Set([
  'extensions.noop',
  'extensions.partialclone',
  'extensions.preciousobjects',
  'extensions.relativeworktrees',
  'extensions.worktreeconfig',
]);

export interface GeneratedConfig {
  /** A config file of git's. */
  text: string;
  /** Whether only a part of the tracked files is checked out. */
  isSparse: boolean;
  /** The part of the text that says so. */
  sparseText: string;
  /** Whether work trees of the repository have settings of their own. */
  hasWorktreeConfig: boolean;
  /** How refs are stored. */
  refStorage: string;
}

/**
 * Settings for reading a repository, made from the few of its own that say how it is stored. Its
 * files are read one by one, without the files that they include.
 */
export async function generateConfig(place: RepositoryPlace): Promise<GeneratedConfig> {
  const shared = await readKeys(join(place.commonDir, 'config'));
  const hasWorktreeConfig = isTrue(shared.get('extensions.worktreeconfig'));
  const own = hasWorktreeConfig ? await readKeys(join(place.gitDir, 'config.worktree')) : [];
  const values = new Map([...shared, ...own]);
  refuseUnknownFormat(place, values);
  if (place.gitDir === place.commonDir && isTrue(values.get('core.bare'))) {
    throw bareRepository(place.toplevel, place.commonDir);
  }
  const kept = [...values].filter(([key, value]) => KEPT[key]?.test(value) === true);
  return {
    text: kept.map(settingLines).join(''),
    sparseText: kept
      .filter(([key]) => key.includes('sparse'))
      .map(settingLines)
      .join(''),
    isSparse: isTrue(values.get('core.sparsecheckout')),
    hasWorktreeConfig,
    refStorage: values.get('extensions.refstorage')?.toLowerCase() ?? 'files',
  };
}

function settingLines([key, value]: readonly [string, string]): string {
  const [section = '', name = ''] = key.split('.');
  return `[${section}]\n\t${name} = ${value === '' ? 'true' : value}\n`;
}

/** As git does: a repository in a format that is not known is not read. */
function refuseUnknownFormat(place: RepositoryPlace, values: ReadonlyMap<string, string>): void {
  const version = values.get('core.repositoryformatversion') ?? '0';
  const unknown = [...values].find(([key, value]) => {
    if (!key.startsWith('extensions.') || HARMLESS_EXTENSIONS.has(key)) return false;
    return KEPT[key]?.test(value) !== true;
  });
  const isKnown = version === '0' || (version === '1' && unknown === undefined);
  if (isKnown) return;
  const what = unknown === undefined ? `version ${version}` : `${unknown[0]} = ${unknown[1]}`;
  throw new AppError(
    'not_a_repository',
    `“${place.toplevel}” is stored in a format that Slipway does not know (${what}).`,
  );
}

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diffSnapshots, type Snapshot } from '#core/code-index/graph/diff-snapshots.ts';
import type { Clock } from '#core/ports.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { AppError } from '#shared/errors.ts';
import type { QueryScopes } from './context.ts';
import { takeSnapshot } from './take-snapshot.ts';

type Rag = typeof codeIndexContract;
type Listed = Output<Rag['listSnapshots']>['snapshots'][number];

const META = '.meta.json';
const NEWEST = 'rag_snapshot.json';

/**
 * Writes everything the index holds into the data folder, under a name that says when and of which
 * commit.
 */
export async function snapshotIndex(
  scopes: QueryScopes,
  clock: Clock,
  input: Parsed<Rag['snapshotIndex']>,
): Promise<Output<Rag['snapshotIndex']>> {
  const scope = await scopes.open(input.repo);
  const createdAt = new Date(clock.nowMs()).toISOString();
  const snapshot = takeSnapshot(scope.reader, createdAt);
  const name = nameOf(snapshot);
  const folder = folderOf(scope.file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = printSnapshot(snapshot);
  writeWhole(join(folder, `${name}.json`), text);
  // Under one name always, for programs that look for the newest there.
  const newest = join(folder, NEWEST);
  writeWhole(newest, text);
  const { git_sha, created_at, symbols, edges } = snapshot;
  const listed: Listed = {
    snapshot: name,
    git_sha,
    created_at,
    symbols: symbols.length,
    edges: edges.length,
  };
  writeWhole(join(folder, `${name}${META}`), JSON.stringify(listed));
  return { snapshot: name, snapshot_path: newest, ...snapshot };
}

/** The stored snapshots of a repository, newest first. */
export async function listSnapshots(
  scopes: QueryScopes,
  input: Parsed<Rag['listSnapshots']>,
): Promise<Output<Rag['listSnapshots']>> {
  const folder = await storedFolder(scopes, input.repo);
  if (folder === null) return { snapshots: [] };
  const snapshots = snapshotNames(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, `${name}${META}`), 'utf8')) as Listed,
  );
  return { snapshots: snapshots.toSorted((a, b) => (a.snapshot < b.snapshot ? 1 : -1)) };
}

/** What two stored snapshots of a repository differ in. Throws `unknown_snapshot`. */
export async function compareSnapshots(
  scopes: QueryScopes,
  input: Parsed<Rag['diffSnapshots']>,
): Promise<Output<Rag['diffSnapshots']>> {
  const folder = await storedFolder(scopes, input.repo);
  const difference = diffSnapshots(
    readSnapshot(folder, input.from),
    readSnapshot(folder, input.to),
  );
  return { from: input.from, to: input.to, ...difference };
}

async function storedFolder(scopes: QueryScopes, repo: string | undefined): Promise<string | null> {
  const stored = scopes.indexes.stored(await scopes.indexes.resolve(repo));
  return stored === null ? null : folderOf(stored.file);
}

function folderOf(file: string): string {
  return join(dirname(file), 'snapshots', basename(file, '.db'));
}

/** `20261122T221503.120Z-0123456789ab`: sorts by time. */
function nameOf(snapshot: Snapshot): string {
  const time = snapshot.created_at.replaceAll(/[-:]/g, '');
  return `${time}-${snapshot.git_sha?.slice(0, 12) ?? 'no-commit'}`;
}

function snapshotNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(META))
      .map((file) => file.slice(0, -META.length));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return [];
    throw error;
  }
}

function readSnapshot(folder: string | null, name: string): Snapshot {
  const names = folder === null ? [] : snapshotNames(folder);
  if (folder === null || !names.includes(name)) {
    const newest = names.toSorted().at(-1);
    const cure =
      newest === undefined
        ? 'There is none yet; `vp rag snapshot` writes one.'
        : `The newest is ${newest}.`;
    throw new AppError('unknown_snapshot', `There is no snapshot "${name}". ${cure}`);
  }
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Snapshot;
}

/** JSON with one file, symbol or edge a line, for tools that compare texts. */
function printSnapshot(snapshot: Snapshot): string {
  const { files, symbols, edges, ...head } = snapshot;
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const opening = JSON.stringify(head).slice(0, -1);
  return `${opening},\n"files":${list(files)},\n"symbols":${list(symbols)},\n"edges":${list(edges)}}\n`;
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

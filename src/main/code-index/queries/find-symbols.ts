import { kindOfEdge } from '#core/code-index/graph/edge-code.ts';
import {
  endsWithPath,
  matchName,
  namesMeant,
  parseAskedName,
  qualifiedName,
  type AskedName,
  type NameMatch,
} from '#core/code-index/search/symbol-name.ts';
import { SYMBOL_KINDS, type SymbolKind } from '#core/code-index/symbols.ts';
import { AppError } from '#shared/errors.ts';
import type { NamedRow, Place, SymbolRow } from '../../db/code-index/read-symbols.ts';
import type { QueryScope } from './context.ts';

/** Symbols a name may mean, and how sure that is. */
export interface FoundSymbols {
  rows: NamedRow[];
  /** 1 for the name as asked. */
  confidence: number;
  /** How a name that is not there as asked was understood. */
  via?: 'import' | 'hierarchy' | 'name';
}

const ANYWHERE: Place = { lang: null, path: null };

/** Reads a symbol from a query. Throws `invalid_input` when no name is in it. */
export function requireName(text: string): AskedName {
  const asked = parseAskedName(text);
  if (asked !== null) return asked;
  throw new AppError(
    'invalid_input',
    `symbol=${JSON.stringify(text)} holds no name. Send a name such as fn, Class.method, pkg.mod.fn or file.py:fn.`,
    { errors: [{ path: 'symbol', message: 'must hold a name' }] },
  );
}

/**
 * Finds what a name means (QUERY-1): the name as asked; else one that a package hands on from
 * inside; else a member that a class inherits; else the name in another case. The first of these
 * that finds something answers.
 */
export function findSymbols(scope: QueryScope, asked: AskedName, place: Place): FoundSymbols {
  const keyed = findByKey(scope, asked, place);
  if (keyed.length > 0) return { rows: keyed, confidence: 1 };
  if (asked.segments.length === 0) return { rows: findModules(scope, asked, place), confidence: 1 };
  let candidates: NamedRow[] = [];
  for (const name of namesMeant(asked)) {
    candidates = candidatesFor(scope, { ...asked, name }, place);
    const named = candidates.filter((row) => row.name === name);
    const matches = groupByMatch(named, asked.segments);
    const direct = [...matches.exact, ...matches.suffix];
    if (direct.length > 0) return { rows: direct, confidence: 1 };
    if (matches.inner.length > 0) return { rows: matches.inner, confidence: 0.9, via: 'import' };
  }
  const inherited = findInherited(scope, asked, place);
  if (inherited.length > 0) return { rows: inherited, confidence: 0.9, via: 'hierarchy' };
  return { rows: findFolded(candidates, asked.segments), confidence: 0.6, via: 'name' };
}

/**
 * The symbols that a question about callers or dependents means, and the place its results are
 * limited to. A path that is the very file one of them stands in says which one is meant (QUERY-8).
 */
export function findMeant(
  scope: QueryScope,
  asked: AskedName,
  place: Place,
): { rows: NamedRow[]; place: Place } {
  const { rows } = findSymbols(scope, asked, ANYWHERE);
  const there = rows.filter((row) => row.file === place.path);
  return there.length === 0 ? { rows, place } : { rows: there, place: { ...place, path: null } };
}

function candidatesFor(
  scope: QueryScope,
  { file, name }: { file: string | null; name: string },
  place: Place,
): NamedRow[] {
  const rows = scope.reader.symbolsByName(name, place);
  const inFile = file === null ? rows : rows.filter((row) => endsWithPath(row.file, file));
  return inFile.toSorted(byUsefulness);
}

/** The symbol whose key was given, `file#path`, as snapshots and chains name it. */
function findByKey({ reader }: QueryScope, asked: AskedName, place: Place): SymbolRow[] {
  const id = asked.file === null ? undefined : reader.symbolIdByKey(asked.file, asked.path);
  const row = id === undefined ? undefined : reader.symbol(id);
  return row !== undefined && isInPlace(row, place) ? [row] : [];
}

function isInPlace(row: SymbolRow, place: Place): boolean {
  return (
    (place.lang === null || row.lang === place.lang) &&
    (place.path === null || row.file === place.path || row.file.startsWith(`${place.path}/`))
  );
}

function findModules(scope: QueryScope, asked: AskedName, place: Place): SymbolRow[] {
  const { reader } = scope;
  const paths = reader.indexedFiles().filter((row) => endsWithPath(row.path, asked.file ?? ''));
  const modules = paths.flatMap((row) => reader.symbolsOfFile(row.path).slice(0, 1));
  return modules.filter((row) => isInPlace(row, place));
}

function groupByMatch(
  rows: readonly NamedRow[],
  segments: readonly string[],
): Record<NameMatch, NamedRow[]> {
  const groups: Record<NameMatch, NamedRow[]> = { exact: [], suffix: [], inner: [], none: [] };
  for (const row of rows) groups[matchName(row, segments)].push(row);
  return groups;
}

function findFolded(rows: readonly NamedRow[], segments: readonly string[]): NamedRow[] {
  const folded = segments.map((segment) => segment.toLowerCase());
  return rows.filter((row) => {
    const { module, path } = row;
    const match = matchName({ module: module.toLowerCase(), path: path.toLowerCase() }, folded);
    return match === 'exact' || match === 'suffix';
  });
}

/** `Sub.method` when only a class above Sub has the method: the nearest ones that do. */
function findInherited(scope: QueryScope, asked: AskedName, place: Place): NamedRow[] {
  if (asked.segments.length < 2) return [];
  const around = asked.segments.slice(0, -1);
  const name = asked.segments.at(-1) ?? '';
  const owner = { file: asked.file, name: around.at(-1) ?? '' };
  const owners = groupByMatch(candidatesFor(scope, owner, place), around);
  const seen = new Set<number>();
  let level = [...owners.exact, ...owners.suffix].map((row) => row.id);
  while (level.length > 0) {
    const above = level.flatMap((id) => basesOf(scope, id)).filter((id) => !seen.has(id));
    for (const id of above) seen.add(id);
    const found = [...new Set(above)].flatMap((id) => scope.reader.membersByName(id, name));
    if (found.length > 0) return found;
    level = above;
  }
  return [];
}

function basesOf({ graph }: QueryScope, id: number): number[] {
  const { offsets, nodes, codes } = graph.forward;
  const bases: number[] = [];
  for (let at = offsets[id] ?? 0; at < (offsets[id + 1] ?? 0); at += 1)
    if (kindOfEdge(codes[at] ?? 0) === 'inherits') bases.push(nodes[at] ?? -1);
  return bases;
}

/** Definitions that come after functions, classes and the like when several have a name. */
const LATE_KINDS: ReadonlyMap<SymbolKind, number> = new Map([
  ['module', 1],
  ['constant', 2],
  ['variable', 2],
  ['field', 2],
  ['enum_member', 2],
]);

/**
 * Code before tests, definitions before modules and data; then by file and line, as the rows come.
 */
function byUsefulness(a: NamedRow, b: NamedRow): number {
  const rank = (row: NamedRow): number => 3 * row.is_test + (LATE_KINDS.get(kindOf(row)) ?? 0);
  return rank(a) - rank(b);
}

export function kindOf(row: Pick<SymbolRow, 'kind'>): SymbolKind {
  return SYMBOL_KINDS[row.kind] ?? 'variable';
}

const SUGGESTIONS = 5;

/** Names close to one that was not found: the same name elsewhere, else the closest ones. */
export function suggestFor(scope: QueryScope, asked: AskedName): string[] {
  const name = asked.segments.at(-1);
  if (name === undefined) return suggestFiles(scope, asked.file ?? '');
  const same = scope.reader.symbolsByName(name, ANYWHERE).map((row) => qualifiedName(row));
  if (same.length > 0) return [...new Set(same)].slice(0, SUGGESTIONS);
  return scope.suggester().suggest(name, SUGGESTIONS);
}

/** Indexed files whose names are close to that of a path. */
export function suggestFiles(scope: QueryScope, path: string): string[] {
  const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
  const wanted = nameOf(path);
  const paths = scope.reader.indexedFiles().map((row) => row.path);
  const same = paths.filter((file) => nameOf(file) === wanted);
  if (same.length > 0) return same.slice(0, SUGGESTIONS);
  const close = scope.suggester().suggest(wanted.replace(/\.\w+$/, ''), SUGGESTIONS);
  const isClose = (file: string): boolean => close.includes(nameOf(file).replace(/\.\w+$/, ''));
  return paths.filter(isClose).slice(0, SUGGESTIONS);
}

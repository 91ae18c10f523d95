import type { DatabaseShape, PartShape, TableShape } from './database-shape.ts';

/** What was added, removed and changed from one schema to another, a sentence each. */
export function compareShapes(
  before: Pick<DatabaseShape, 'tables' | 'parts'>,
  after: Pick<DatabaseShape, 'tables' | 'parts'>,
): string[] {
  return [
    ...pair(before.tables, after.tables, ({ name }) => name.toLowerCase(), compareTables),
    ...pair(before.parts, after.parts, ({ kind, name }) => `${kind} ${name}`, compareParts),
  ];
}

/** Calls `say` for each name that stands on either side. */
function pair<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (each: T) => string,
  say: (was: T | undefined, is: T | undefined) => string[],
): string[] {
  const [was, is] = [before, after].map((all) => new Map(all.map((each) => [keyOf(each), each])));
  const keys = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...keys].flatMap((key) => say(was?.get(key), is?.get(key)));
}

function compareTables(was: TableShape | undefined, is: TableShape | undefined): string[] {
  if (was === undefined) return is === undefined ? [] : [`table ${is.name} added (${namesOf(is)})`];
  if (is === undefined) return [`table ${was.name} removed (${namesOf(was)})`];
  const columns = pair(
    was.columns,
    is.columns,
    ({ name }) => name.toLowerCase(),
    (one, other) => {
      if (one === undefined)
        return other === undefined ? [] : [`column ${is.name}.${other.name} added${says(other)}`];
      const name = `column ${is.name}.${one.name}`;
      if (other === undefined) return [`${name} removed${says(one)}`];
      if (one.says === other.says) return [];
      return [`${name} changed: ${one.says || 'no type'} → ${other.says || 'no type'}`];
    },
  );
  const gone = was.rules.filter((rule) => !is.rules.includes(rule));
  const come = is.rules.filter((rule) => !was.rules.includes(rule));
  return [
    ...columns,
    ...gone.map((rule) => `table ${is.name}: ${rule} removed`),
    ...come.map((rule) => `table ${is.name}: ${rule} added`),
  ];
}

function namesOf({ columns }: TableShape): string {
  return columns.map(({ name }) => name).join(', ');
}

function says({ says: text }: { says: string }): string {
  return text === '' ? '' : ` (${text})`;
}

function compareParts(was: PartShape | undefined, is: PartShape | undefined): string[] {
  if (was === undefined) return is === undefined ? [] : [`${partName(is)} added`];
  if (is === undefined) return [`${partName(was)} removed`];
  return plainSql(was.sql) === plainSql(is.sql) ? [] : [`${partName(is)} changed`];
}

function partName({ kind, name, table }: PartShape): string {
  return kind === 'view' ? `view ${name}` : `${kind} ${name} on ${table}`;
}

const TOKEN = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|["`[\]]|\s+|[^\s'"`[\]]/g;

/** SQL by its words: blanks, comments, case and quotes of names make no difference. */
export function plainSql(sql: string): string {
  const words = sql.replaceAll(TOKEN, (token) => {
    if (token.startsWith("'")) return token;
    if (/^(?:--|\/\*|\s)/.test(token)) return ' ';
    return /^["`[\]]$/.test(token) ? '' : token.toLowerCase();
  });
  return words
    .replace(/\bif not exists\b/, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),;=<>]) ?/g, '$1')
    .trim();
}

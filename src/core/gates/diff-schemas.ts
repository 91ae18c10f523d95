/** How two SQLite schemas differ. */
export interface SchemaDiff {
  /** Number of objects that are missing, unexpected or different; 0: the schemas agree. */
  count: number;
  /** `missing table users`, `unexpected index i`, `different view v`; sorted. */
  differences: string[];
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]?|[\p{L}\p{N}_$.]+|\S/gu;
const KINDS = new Set(['table', 'index', 'view', 'trigger']);

/** Compares two schemas given as CREATE statements; white space, letter case, quoting and comments do not count. */
export function diffSchemas(expected: string, actual: string): SchemaDiff {
  const wanted = readSchema(expected);
  const found = readSchema(actual);
  const differences: string[] = [];
  for (const [name, text] of wanted) {
    const other = found.get(name);
    if (other === undefined) differences.push(`missing ${name}`);
    else if (other !== text) differences.push(`different ${name}`);
  }
  for (const name of found.keys()) if (!wanted.has(name)) differences.push(`unexpected ${name}`);
  return { count: differences.length, differences: differences.sort() };
}

/** Objects by `kind name`; a statement that creates nothing is kept under its own text. */
function readSchema(sql: string): Map<string, string> {
  const objects = new Map<string, string>();
  for (const statement of statementsOf(sql)) {
    const guard = statement.indexOf('if');
    const isGuarded =
      guard !== -1 &&
      guard < 6 &&
      statement[guard + 1] === 'not' &&
      statement[guard + 2] === 'exists';
    const words = isGuarded ? statement.toSpliced(guard, 3) : statement;
    const text = words.join(' ');
    const at = words.slice(0, 4).findIndex((word) => KINDS.has(word));
    const isObject = words[0] === 'create' && at !== -1;
    // SQLite's own bookkeeping tables come and go with the data.
    if (isObject && words[at + 1]?.startsWith('sqlite_') === true) continue;
    const name = isObject
      ? `${words[at]} ${words[at + 1] ?? ''}`
      : `statement ${text.slice(0, 80)}`;
    objects.set(name, text);
  }
  return objects;
}

function statementsOf(sql: string): string[][] {
  const statements: string[][] = [];
  let current: string[] = [];
  let isTrigger = false;
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    const word = plainToken(token);
    if (current.length < 4 && word === 'trigger') isTrigger = true;
    // The statements inside a trigger end with semicolons too; the trigger itself ends with END.
    if (token === ';' && (!isTrigger || current.at(-1) === 'end')) {
      if (current.length > 0) statements.push(current);
      current = [];
      isTrigger = false;
    } else current.push(word);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

/** A token in lower case without identifier quotes; string literals stay as they are. */
function plainToken(token: string): string {
  if (token.startsWith("'") && token.length > 1) return token;
  if (/^["`[]/.test(token) && token.length > 1)
    return token.slice(1, -1).replaceAll('""', '"').toLowerCase();
  return token.toLowerCase();
}

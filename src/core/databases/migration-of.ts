import type { Payload } from '#shared/payload.ts';

/** What a card asks to be done to a database. */
export type Migration =
  | { kind: 'sql'; file: string; database: string }
  | { kind: 'command'; argv: readonly string[]; database: string }
  /** Not a file of SQLite: its command runs like any other, and there is no copy. */
  | { kind: 'elsewhere'; argv: readonly string[]; scheme: string }
  | { kind: 'wrong'; reason: string };

type MigrationCard = Pick<
  Payload,
  'migration' | 'database' | 'command' | 'step' | 'tests' | 'operation' | 'generated' | 'goal'
>;

const SQLITE_URL = /^(?:sqlite3?:\/\/\/|file:(?:\/\/)?)(.*)$/i;
const SCHEME = /^([a-z][a-z0-9+.-]+):/i;
/** A name with a blank is a command that has the file as an argument. */
const SQL_FILE = /^\S+\.sql$/i;
const STATEMENT = /^(?:alter|create|drop|insert|update|delete|begin|pragma|with)\s/i;
/** What only a shell understands, quotes among it. */
const SHELL = /[|&;<>`$()*?#~'"\\\n]/;

/** null: the card is about no database. */
export function migrationOf(card: MigrationCard): Migration | null {
  const { migration, database, command } = card;
  if (database === undefined) return withoutDatabase(card);
  const file = SQLITE_URL.exec(database)?.[1] ?? database;
  const scheme = file === database ? (SCHEME.exec(database)?.[1] ?? null) : null;
  if (command !== undefined) return byCommand(command, file, scheme);
  if (migration === undefined) return doesOtherWork(card) ? null : wrong(NO_MIGRATION);
  return byText(migration.trim(), file, scheme);
}

function withoutDatabase(card: MigrationCard): Migration | null {
  const { migration, command } = card;
  if (migration === undefined || command !== undefined || doesOtherWork(card)) return null;
  return wrong(
    'A card with `migration` needs `database` as well: the path of its SQLite file, relative to the repository.',
  );
}

function byText(text: string, database: string, scheme: string | null): Migration {
  if (STATEMENT.test(text) || text.includes('\n'))
    return wrong('Write the SQL into a file of the repository and name that file in `migration`.');
  if (SQL_FILE.test(text) && scheme === null) return { kind: 'sql', file: text, database };
  if (SQL_FILE.test(text))
    return wrong(
      `Only files of SQLite are migrated by a file of SQL, and “${scheme}” is another database. Name the command that migrates it.`,
    );
  if (SHELL.test(text))
    return wrong(
      'The text in `migration` needs a shell, and one program is started without a shell. Give it word by word as `command`.',
    );
  const argv = text.split(/\s+/).filter((word) => word !== '');
  return argv.length === 0 ? wrong(NO_MIGRATION) : byCommand(argv, database, scheme);
}

const NO_MIGRATION =
  'A card with `database` needs `migration`: a file of SQL in the repository, or the command that migrates.';

/** The words of the command that a card's migration is. */
export function commandOfMigration(card: MigrationCard): readonly string[] | undefined {
  const migration = migrationOf(card);
  if (migration?.kind === 'command') return migration.argv;
  return migration?.kind === 'elsewhere' ? migration.argv : undefined;
}

function byCommand(argv: readonly string[], database: string, scheme: string | null): Migration {
  return scheme === null
    ? { kind: 'command', argv, database }
    : { kind: 'elsewhere', argv, scheme };
}

function doesOtherWork({ step, tests, operation, generated, goal }: MigrationCard): boolean {
  return [step, tests, operation, generated, goal].some((part) => part !== undefined);
}

function wrong(reason: string): Migration {
  return { kind: 'wrong', reason };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Language, languageSchema } from '#core/code-index/conventions.ts';

/** A language's folder: its conventions, and where its query and grammar lie. */
export interface LanguageFolder {
  conventions: Language;
  queryFile: string;
  grammarFile: string;
  /**
   * Where the named types of the query's supertypes stand, for a grammar too old to list them; null
   * for others.
   */
  supertypesFile: string | null;
}

/** The folder `resources/languages`, from the sources, from the build and from an installed app. */
export function languagesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    // Beside the sources and the build it is `resources/languages`; an installed app has it in its
    // own resources folder.
    for (const candidate of [join(folder, 'resources', 'languages'), join(folder, 'languages')])
      if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('The folder resources/languages is missing beside the app.');
    folder = parent;
  }
}

/**
 * Reads every `language.json` below a folder; throws with the file's name when one is malformed.
 */
export function findLanguages(folder: string = languagesFolder()): LanguageFolder[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'language.json')))
    .map((entry) => readLanguageFolder(join(folder, entry.name)))
    .sort((a, b) => (a.conventions.id < b.conventions.id ? -1 : 1));
}

function readLanguageFolder(folder: string): LanguageFolder {
  const file = join(folder, 'language.json');
  const result = languageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file} is not a language: ${result.error.message}`);
  const supertypes = join(folder, 'supertypes.json');
  return {
    conventions: result.data,
    queryFile: join(folder, 'query.scm'),
    grammarFile: grammarFile(folder, result.data.grammar),
    supertypesFile: existsSync(supertypes) ? supertypes : null,
  };
}

function grammarFile(folder: string, grammar: string): string {
  const shipped = join(folder, 'grammar.wasm');
  if (existsSync(shipped)) return shipped;
  const slash = grammar.lastIndexOf('/');
  const require = createRequire(import.meta.url);
  // The package's own file is asked for, because grammar packages do not export their .wasm.
  const manifest = require.resolve(`${grammar.slice(0, slash)}/package.json`);
  return join(dirname(manifest), grammar.slice(slash + 1));
}

import type { Language } from '../../conventions.ts';
import type { Builtins } from './builtin-call.ts';
import { javascriptBuiltins } from './javascript.ts';
import { pythonBuiltins } from './python.ts';

const tables = new Map<Language['modules'], Builtins>([
  ['python', pythonBuiltins],
  ['javascript', javascriptBuiltins],
]);

/** The built-in functions of a language's family; undefined where none are known. */
export function builtinsOf(language: Language): Builtins | undefined {
  return tables.get(language.modules);
}

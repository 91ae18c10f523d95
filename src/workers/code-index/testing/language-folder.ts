import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a language of its own with Python's grammar into a languages folder. */
export function writeLanguage(folder: string, id: string, query: string): void {
  mkdirSync(join(folder, id), { recursive: true });
  const conventions = {
    id,
    name: id,
    extensions: [`.${id}`],
    grammar: 'tree-sitter-python/tree-sitter-python.wasm',
    modules: 'python',
    scoping: 'function',
    receiver: 'first_parameter',
  };
  writeFileSync(join(folder, id, 'language.json'), JSON.stringify(conventions));
  writeFileSync(join(folder, id, 'query.scm'), query);
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const INHERITS = /^; inherits: (.+)$/m;

/** A query's text with what its line `; inherits: a.scm, ../b/c.scm` names in front of it; paths count from the query's folder. */
export function readQuery(file: string): string {
  const text = readFileSync(file, 'utf8');
  const inherited = INHERITS.exec(text)?.[1]?.split(',') ?? [];
  return [...inherited.map((name) => readQuery(join(dirname(file), name.trim()))), text].join('\n');
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import parse, { type ParseResult, type ParseTask } from '../parse.ts';

/**
 * The parser entry, except that some names end its thread or keep it busy for good, as a fault in a
 * grammar would.
 */
export default async function crashingParse(task: ParseTask): Promise<ParseResult> {
  if (task.files.some(({ path }) => path.includes('ends-thread'))) process.exit(7);
  if (task.files.some(({ path }) => path.includes('never-ends'))) {
    writeFileSync(join(task.root, 'begun'), '');
    for (;;);
  }
  return await parse(task);
}

import { join } from 'node:path';
import type { DatabaseCopyRow } from '../db/database-copies.ts';
import type { Settings } from '../dispatch/spine.ts';

/** Where copy and result of an attempt are kept. */
export function keptFolder(
  { options }: Settings,
  { task_id, attempt }: Pick<DatabaseCopyRow, 'task_id' | 'attempt'>,
): string {
  return join(options.dataDir, 'databases', `${task_id}.${attempt}`);
}

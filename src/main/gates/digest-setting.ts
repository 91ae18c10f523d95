import { createHash } from 'node:crypto';
import type { Execution } from '../dispatch/spine.ts';
import type { PreparedTool } from '../dispatch/tool-job.ts';

/** A digest of what a command's result depends on beside the tree. */
export async function digestSetting(
  { pools }: Execution,
  { template, step, worktree, job }: Pick<PreparedTool, 'template' | 'step' | 'worktree' | 'job'>,
): Promise<string> {
  const dependencies = worktree?.dependencies ?? [];
  const program = template[0] ?? '';
  const { digest } = await pools.ask({ kind: 'surroundings', program, dependencies });
  return createHash('sha256')
    .update(JSON.stringify([template, step, digest, ...job.places]))
    .digest('hex');
}

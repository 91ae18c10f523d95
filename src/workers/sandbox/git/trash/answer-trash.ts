import { assertNever } from '#shared/assert.ts';
import type { TrashAnswer, TrashRequest } from '#shared/messages/trash.ts';
import { dropKept } from './drop-kept.ts';
import { dropOldSnapshots } from './drop-old-snapshots.ts';
import { restoreWorktree } from './restore-worktree.ts';
import { surveyWorktree } from './survey-worktree.ts';
import { trashWorktree } from './trash-worktree.ts';

const KINDS: ReadonlySet<string> = new Set<TrashRequest['kind']>([
  'survey_worktree',
  'trash_worktree',
  'restore_worktree',
  'drop_kept',
  'drop_old_snapshots',
]);

export function isAboutTrash(request: { kind: string }): request is TrashRequest {
  return KINDS.has(request.kind);
}

/** Does what main asks about the trash. */
export async function answerTrash(request: TrashRequest): Promise<TrashAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'survey_worktree':
      return { kind, survey: await surveyWorktree(request) };
    case 'trash_worktree':
      await trashWorktree(request);
      return { kind };
    case 'restore_worktree':
      await restoreWorktree(request.place);
      return { kind };
    case 'drop_kept':
      await dropKept(request.place);
      return { kind };
    case 'drop_old_snapshots':
      await dropOldSnapshots(request);
      return { kind };
    default:
      return assertNever(request);
  }
}

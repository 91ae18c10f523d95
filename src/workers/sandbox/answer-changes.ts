import { assertNever } from '#shared/assert.ts';
import type { ChangesAnswer, ChangesRequest } from '#shared/messages/changes.ts';
import { readCodeFrames } from '../files/code-frames.ts';
import { fileDiff } from './git/changes/file-diff.ts';
import { listChanges } from './git/changes/list-changes.ts';
import { openFolder } from './open-in-editor.ts';

const KINDS: ReadonlySet<string> = new Set<ChangesRequest['kind']>([
  'list_changes',
  'file_diff',
  'code_frames',
  'open_folder',
]);

export function isAboutChanges(request: { kind: string }): request is ChangesRequest {
  return KINDS.has(request.kind);
}

/** What main asks of the host about what a run changed. */
export async function answerChanges(request: ChangesRequest): Promise<ChangesAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'list_changes':
      return { kind, changes: await listChanges(request) };
    case 'file_diff':
      return { kind, ...(await fileDiff(request, request.paths)) };
    case 'code_frames':
      return { kind, frames: readCodeFrames(request.root, request.places) };
    case 'open_folder':
      await openFolder(request.root);
      return { kind };
    default:
      return assertNever(request);
  }
}

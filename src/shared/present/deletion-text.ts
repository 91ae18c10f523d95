import type {
  DeletedWorktree,
  DeletionContents,
  DeletionPreview,
} from '../contract/trash-schemas.ts';
import { formatBytes } from './format-bytes.ts';
import { countOf, formatCount, wordFor } from './format-count.ts';

/** What goes with a deletion, as lines for a person. */
export interface DeletionText {
  goes: string[];
  /** What is nowhere else; the first thing to look at. */
  only: string[];
  stays: string[];
}

export function deletionText(preview: DeletionPreview): DeletionText {
  const { goes, worktrees, stays, keep_days: days } = preview;
  return {
    goes: [...contentsText(goes), ...worktrees.map(worktreeText)],
    only: worktrees.flatMap(onlyHere),
    stays: [
      ...stays,
      `For ${countOf(days, 'day')} all of it lies in the trash, and a restore brings it back as it was.`,
    ],
  };
}

/** The counts of a deletion, leaving out what there is none of. */
export function contentsText(goes: DeletionContents): string[] {
  const records = [
    some(goes.tasks, 'task'),
    some(goes.attempts, 'attempt'),
    some(goes.receipts, 'receipt'),
    some(goes.gates, 'gate result'),
  ].flat();
  const runs = countOf(goes.runs, 'run');
  return [
    records.length === 0 ? runs : `${runs} with ${records.join(', ')}`,
    ...(goes.log_bytes === 0 ? [] : [`${formatBytes(goes.log_bytes)} of output`]),
    ...(goes.observations === 0
      ? []
      : [
          `${countOf(goes.observations, 'measured duration')} that estimates learned from, counted again after a restore`,
        ]),
  ];
}

function some(count: number, one: string): string[] {
  return count === 0 ? [] : [countOf(count, one)];
}

function worktreeText(tree: DeletedWorktree): string {
  const branch = tree.has_branch ? `branch ${tree.branch}` : '';
  if (!tree.is_there) return branch;
  const size = `${formatBytes(tree.bytes)} in ${countOf(tree.files, 'file')}`;
  return `worktree ${tree.path}: ${size}${branch === '' ? '' : `, with its ${branch}`}`;
}

function onlyHere(tree: DeletedWorktree): string[] {
  const { changed, commits, problem } = tree;
  const where = `on ${tree.branch}`;
  return [
    ...listed(commits, (count) => `${countOf(count, 'commit')} ${where} that no other branch has`),
    ...listed(
      changed,
      (count) =>
        `${countOf(count, 'file')} ${where} ${wordFor(count, 'that is', 'that are')} changed or new, and not committed`,
    ),
    ...(problem === null ? [] : [`what is ${where} could not be looked at: ${problem}`]),
  ];
}

function listed(
  { count, named }: { count: number; named: readonly string[] },
  sentence: (count: number) => string,
): string[] {
  if (count === 0) return [];
  const more = count - named.length;
  return [
    `${sentence(count)}:`,
    ...named.map((name) => `  ${name}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
  ];
}

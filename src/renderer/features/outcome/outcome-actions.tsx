import type { Outcome } from '#shared/contract/pas/outcome.ts';
import { Clipboard, CornerUpLeft, FileDiff, FolderOpen, GitMerge, Plus } from 'lucide-react';
import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { hrefTo } from '../../navigation/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { DatabaseActions } from './database-actions.tsx';
import { TargetChoice } from './target-choice.tsx';

interface Props {
  outcome: Outcome;
  onReview: () => void;
}

/** Review, merge or take back, open, copy, keep. What a run does not offer is not shown. */
export function OutcomeActions({ outcome, onReview }: Props) {
  const merge = useMerge(outcome);
  const open = useOpenBranch(outcome.run_id);
  const { worktree, changes } = outcome;
  const [chosen, setChosen] = useState<string | null>(null);
  const target = outcome.target ?? chosen;
  const hasChanges = changes !== null && changes.files > 0;
  const mayMerge = hasChanges && isCompleted(outcome) && outcome.merge?.state !== 'merged';
  return (
    <>
      {mayMerge && outcome.target === null ? (
        <TargetChoice targets={outcome.targets} chosen={chosen} onChoose={setChosen} />
      ) : null}
      <Toolbar className="outcome-actions" aria-label="What to do with it">
        {hasChanges ? (
          <Button
            look={mayMerge ? 'plain' : 'primary'}
            icon={<FileDiff aria-hidden />}
            onPress={onReview}
          >
            Review diff
          </Button>
        ) : null}
        <MergeButtons outcome={outcome} into={mayMerge ? target : null} merge={merge} />
        <DatabaseActions outcome={outcome} />
        {worktree === null ? null : (
          <>
            <Button icon={<FolderOpen aria-hidden />} onPress={() => open.mutate(null)}>
              Open branch
            </Button>
            <CopyPath path={worktree} />
          </>
        )}
        <a className="button" data-look="quiet" href={nextGoal(outcome)}>
          <Plus aria-hidden />
          Keep, next goal
        </a>
      </Toolbar>
      <ErrorNote error={merge.error ?? open.error} />
      <output className="outcome-note">{noteOf(outcome, merge.data ?? null)}</output>
    </>
  );
}

interface MergeProps {
  outcome: Outcome;
  /** null: there is nothing to merge, or no branch to merge it into. */
  into: string | null;
  merge: ReturnType<typeof useMerge>;
}

function MergeButtons({ outcome, into, merge }: MergeProps) {
  return (
    <>
      {into === null ? null : (
        <Button
          look="primary"
          icon={<GitMerge aria-hidden />}
          isDisabled={merge.isPending}
          onPress={() => merge.mutate({ into })}
        >
          {merge.isPending ? 'Running the gates on the merge…' : `Merge into ${into}`}
        </Button>
      )}
      {outcome.merge?.state === 'merged' ? (
        <Button
          icon={<CornerUpLeft aria-hidden />}
          isDisabled={merge.isPending}
          onPress={() => merge.mutate('undo')}
        >
          Undo merge
        </Button>
      ) : null}
    </>
  );
}

function isCompleted({ end }: Outcome): boolean {
  return end === 'reached' || end === 'overridden' || end === 'unproven';
}

/** The work stays on its branch; the next goal begins in the same repository. */
function nextGoal({ repo }: Outcome): string {
  return hrefTo('new-project', repo === null ? {} : { repo });
}

function noteOf(outcome: Outcome, said: string | null): string {
  if (said !== null) return said;
  if (outcome.target !== null || outcome.branch === null || outcome.merge?.state === 'merged')
    return '';
  return 'No branch was checked out when the run began: choose the one that is to have its work.';
}

/** Answers the sentence that is shown when it is done. */
function useMerge({ run_id }: Outcome) {
  const { pas } = useClients();
  return useAction(
    async (what: { into: string } | 'undo', options: { idempotencyKey: string }) => {
      if (what === 'undo') {
        const { target, commit } = await pas.undoMerge({ run_id }, options);
        return `${target} is back at ${commit.slice(0, 10)}, as before the merge.`;
      }
      const { target, commit, checked_out_at, note } = await pas.mergeRun(
        { run_id, target: what.into },
        options,
      );
      const where = checked_out_at === null ? '' : ` Files moved in ${checked_out_at}.`;
      return `${target} has the work as ${commit.slice(0, 10)}.${where} ${note}`;
    },
    { refreshes: [queryKeys.run(run_id), queryKeys.outcome(run_id)] },
  );
}

function useOpenBranch(run_id: string) {
  const { pas } = useClients();
  return useAction<null, unknown>(() => pas.openRun({ run_id }), { refreshes: [] });
}

function CopyPath({ path }: { path: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = (): void => {
    navigator.clipboard.writeText(path).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <>
      <Button icon={<Clipboard aria-hidden />} onPress={copy}>
        {state === 'copied' ? 'Path copied' : 'Copy worktree path'}
      </Button>
      {state === 'refused' ? <code className="outcome-path wrap-anywhere">{path}</code> : null}
    </>
  );
}

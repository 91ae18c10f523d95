import type { RunState } from '../states.ts';

/** Why a run's work cannot be taken yet, and what to do; the run is in any state but completed. */
export function notCompletedText(runId: string, status: RunState): string {
  const run = `Run "${runId}"`;
  switch (status) {
    case 'needs_review':
      return `${run} needs your review first: not all its gates hold, \`vp status\` says which. Then run its failed part again (\`vp rerun --failed\`), or complete it with a reason (\`vp complete --override "why"\`).`;
    case 'failed':
    case 'terminated':
      return `${run} ${status === 'failed' ? 'failed' : 'was terminated'}: only the work of a completed run is taken. Look at it with \`vp diff\`, and start another run with \`vp start\`.`;
    case 'paused':
      return `${run} is paused: let it go on with \`vp resume\`, and try again when it has completed.`;
    case 'pending':
    case 'planning':
    case 'executing':
    case 'validating':
    case 'completed':
      return `${run} has not ended: \`vp status --watch\` shows when it has.`;
  }
}

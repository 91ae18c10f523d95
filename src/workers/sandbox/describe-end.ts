import { constants } from 'node:os';
import { assertNever } from '#shared/assert.ts';
import type { FailureClass } from '#shared/states.ts';
import type { ExecuteResult, ToolJob } from '#shared/messages/job.ts';
import type { CommandEnd } from './run-command.ts';

export interface EndVerdict {
  outcome: ExecuteResult['outcome'];
  exitCode: number | null;
  signal: string | null;
  failureClass: FailureClass | null;
  reason: string | null;
}

const NONE = { exitCode: null, signal: null, failureClass: null, reason: null } as const;
/** The machine is short of something now; a later attempt may find it. */
const TRANSIENT_START = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE', 'ETXTBSY']);

/** What the end of a command means for its task, with a sentence for a person. */
export function describeEnd(end: CommandEnd, job: ToolJob, abortSentence: string): EndVerdict {
  const name = job.argv[0] ?? '';
  switch (end.kind) {
    case 'exited':
      return describeExit(end.code, name, job.confinement.driver === 'bubblewrap');
    case 'signalled':
      return { ...failed(`“${name}” was ended by ${end.signal}.`), signal: end.signal };
    case 'not_started':
      return TRANSIENT_START.has(end.code)
        ? { ...failed(end.sentence), failureClass: 'transient' }
        : failed(end.sentence);
    case 'limit':
      return failed(`“${name}”: ${end.excess.sentence}`);
    case 'aborted':
      return { ...NONE, outcome: 'aborted', reason: abortSentence };
    default:
      return assertNever(end);
  }
}

/** bubblewrap reports a signal as 128 + its number, as shells do. */
function describeExit(code: number, name: string, isConfined: boolean): EndVerdict {
  if (code === 0) return { ...NONE, outcome: 'succeeded', exitCode: 0 };
  const signal = isConfined ? signalName(code - 128) : null;
  const cause = signal === null ? '' : `, as after ${signal}`;
  return { ...failed(`“${name}” ended with exit code ${code}${cause}.`), exitCode: code, signal };
}

function signalName(number: number): string | null {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? null;
}

function failed(reason: string): EndVerdict {
  return { ...NONE, outcome: 'failed', failureClass: 'tool', reason };
}

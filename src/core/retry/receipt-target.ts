/** What is known of an attempt that has ended. */
export interface EndedAttempt {
  attempt: number;
  /**
   * `lost`: let go before its executor reported, by a lost lease or with its run; `unfilled` while
   * what an outside executor used in it is not known.
   */
  kind: 'ended' | 'lost' | 'unfilled';
  /** Its receipt says what this report says. */
  isSame: boolean;
}

/** Which receipt a report from outside is, and what becomes of it. */
export type ReceiptTarget =
  /** It ends the open attempt. */
  | { kind: 'open' }
  /**
   * It fills the receipt of an attempt let go, and the answer to its sender is that it came too
   * late.
   */
  | { kind: 'fill'; attempt: number }
  /** It came too late and changes nothing. */
  | { kind: 'late'; attempt: number }
  /** It was answered before. */
  | { kind: 'repeat'; attempt: number; isSame: boolean }
  /** The attempt it names never was. */
  | { kind: 'unknown'; attempt: number };

interface Report {
  /** The attempt it names; undefined from clients that do not name attempts. */
  attempt: number | undefined;
  /**
   * The attempt that a report may end now: the running one, or the next one of a queued task; null
   * for an ended task.
   */
  open: number | null;
  /** Oldest first. */
  ended: readonly EndedAttempt[];
}

/**
 * Decides whose receipt a report is. It never becomes the receipt of another attempt than its own.
 */
export function receiptTarget({ attempt, open, ended }: Report): ReceiptTarget {
  if (attempt !== undefined) return ofAttempt(attempt, open, ended);
  const same = ended.find((each) => each.isSame);
  if (same !== undefined) return answerAgain(same);
  const unfilled = ended.find((each) => each.kind === 'unfilled');
  if (unfilled !== undefined) return { kind: 'fill', attempt: unfilled.attempt };
  const last = ended.at(-1);
  return open !== null || last === undefined ? { kind: 'open' } : answerAgain(last);
}

function ofAttempt(
  attempt: number,
  open: number | null,
  ended: readonly EndedAttempt[],
): ReceiptTarget {
  if (attempt === open) return { kind: 'open' };
  const own = ended.find((each) => each.attempt === attempt);
  if (own === undefined) return { kind: 'unknown', attempt };
  if (own.kind === 'unfilled') return { kind: 'fill', attempt };
  const wasReplaced = open !== null || own !== ended.at(-1);
  return own.kind === 'ended' && (own.isSame || !wasReplaced)
    ? { kind: 'repeat', attempt, isSame: own.isSame }
    : { kind: 'late', attempt };
}

function answerAgain({ attempt, kind, isSame }: EndedAttempt): ReceiptTarget {
  return kind === 'ended' ? { kind: 'repeat', attempt, isSame } : { kind: 'late', attempt };
}

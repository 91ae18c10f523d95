import type { CallList } from './call-list.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Solving } from './solving.ts';

/** Everything a call may have to do with. */
export interface Callers {
  solving: Solving;
  calls: CallList;
  hierarchy: Hierarchy;
  /** Connects a call to a value it may call, found on a receiver or on nothing (-1). */
  apply(call: number, value: number, receiver: number): void;
}

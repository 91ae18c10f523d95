import { readProcFile, readProcStat, TICKS_PER_SECOND, type ProcStat } from './proc-stat.ts';

const FIRST_SAMPLE_MS = 25;
const LONGEST_INTERVAL_MS = 500;
const MANY_MEMBERS = 100;

export interface TreeUsage {
  /** User and system time of the tree so far. */
  cpuMs: number;
  /** Resident memory of the tree now; shared pages count once per process. */
  rssBytes: number;
  /** Processes and threads now. */
  tasks: number;
  /** Members that a signal stopped, and that nobody has let go on yet. */
  stopped: number;
  /** A member that is not the root, under bubblewrap one that lives in the sandbox. */
  member: number | null;
}

/**
 * Watches a process tree by reading /proc: own time of every living member plus the time of
 * children they waited for (under bubblewrap that is the time its init collected). Node does not
 * hand out wait4's rusage, so the time between the last sample and the end is missing: the figure
 * is a lower bound, exact to one interval (25 ms growing to 500 ms).
 */
export class TreeSampler {
  readonly #root: number;
  readonly #onSample: (usage: TreeUsage) => void;
  readonly #seen = new Map<number, string>();
  #timer: NodeJS.Timeout | undefined;
  #intervalMs = FIRST_SAMPLE_MS;
  #cpuMs: number | null = null;

  constructor(root: number, onSample: (usage: TreeUsage) => void) {
    this.#root = root;
    this.#onSample = onSample;
    this.#sample();
  }

  /** Every member ever seen, pid → start ticks. */
  get seen(): ReadonlyMap<number, string> {
    return this.#seen;
  }

  /** CPU time of the tree in ms, or null where /proc had nothing. */
  get cpuMs(): number | null {
    return this.#cpuMs;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #sample(): void {
    const members = membersOf(this.#root);
    if (members.length > 0) {
      for (const each of members) this.#seen.set(each.pid, each.startTicks);
      const usage = usageOf(members);
      // Sums can fall when a member ends unwaited; the total that was already used cannot.
      this.#cpuMs = Math.max(this.#cpuMs ?? 0, usage.cpuMs);
      this.#onSample({ ...usage, cpuMs: this.#cpuMs });
    }
    this.#timer = setTimeout(() => this.#sample(), this.#intervalMs);
    // A tree that grows fast is looked at often.
    const longest = members.length > MANY_MEMBERS ? FIRST_SAMPLE_MS : LONGEST_INTERVAL_MS;
    this.#intervalMs = Math.min(longest, this.#intervalMs * 2);
  }
}

function membersOf(root: number): ProcStat[] {
  const members: ProcStat[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const stat = readProcStat(pid);
    if (stat === null) continue;
    members.push(stat);
    const children = readProcFile(pid, `task/${pid}/children`) ?? '';
    open.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return members;
}

/** Adds up CPU time and memory of the members of one tree. */
export function usageOf(members: readonly ProcStat[]): TreeUsage {
  const ticks = members.reduce((sum, each) => sum + each.ownTicks + each.waitedTicks, 0);
  return {
    cpuMs: (ticks * 1000) / TICKS_PER_SECOND,
    rssBytes: members.reduce((sum, each) => sum + each.rssBytes, 0),
    tasks: members.reduce((sum, each) => sum + each.threads, 0),
    stopped: members.filter((each) => each.state === 'T').length,
    member: members[1]?.pid ?? null,
  };
}

import { createScheduler } from '../../src/core/scheduler/scheduler.ts';
import type { SchedulerTask } from '../../src/core/scheduler/types.ts';

/**
 * P3: eight projects of weights 1 to 8 on six slots; project 1 floods. Every policy serves the same
 * arrivals. Bars for ours: weight-normalised Jain >= 0.99, lag <= 2 longest tasks.
 */

const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8];
const TOTAL_WEIGHT = 36;
const SLOTS = 6;
const UNTIL_MS = 600_000;
const LONGEST_MS = 3000;
const LANE = 'Code-Impl';

interface Job {
  id: string;
  projectId: number;
  ms: number;
}

interface Policy {
  add(job: Job): void;
  next(nowMs: number): Job | null;
  end(job: Job, nowMs: number): void;
}

interface Result {
  policy: string;
  jain: number;
  lagTasks: number;
  shares: number[];
}

/** The flooder's backlog stands in the queue before the others' tasks come. */
function createJobs(): Job[] {
  const jobs: Job[] = [];
  for (const projectId of WEIGHTS) {
    const count = projectId === 1 ? 6000 : 1500;
    for (let n = 0; n < count; n++) {
      const ms = 500 + ((n * 7919 + projectId * 104_729) % (LONGEST_MS - 499));
      jobs.push({ id: `p${projectId}-${n}`, projectId, ms });
    }
  }
  return jobs;
}

function createOurs(): Policy {
  const scheduler = createScheduler({ caps: { [LANE]: SLOTS } });
  for (const projectId of WEIGHTS) {
    scheduler.setWeight(projectId, projectId);
    scheduler.addRun({ runId: `r${projectId}`, projectId, rehearsal: false, held: null });
  }
  const jobs = new Map<string, Job>();
  return {
    add: (job) => {
      jobs.set(job.id, job);
      scheduler.addTask(toTask(job, jobs.size));
    },
    next: (nowMs) => jobs.get(scheduler.next(nowMs, () => null)?.task.taskId ?? '') ?? null,
    end: (job, nowMs) => {
      scheduler.finish(job.id, 'succeeded', job.ms, nowMs);
    },
  };
}

/** Every estimate is the mean: what a task really takes is known only when it ends. */
function toTask(job: Job, seq: number): SchedulerTask {
  const { id, projectId } = job;
  return {
    taskId: id,
    runId: `r${projectId}`,
    projectId,
    lane: LANE,
    seq,
    priority: 0.5,
    ciWidth: 0.3,
    deadlineMs: null,
    deps: [],
    estimateMs: (500 + LONGEST_MS) / 2,
    queuedAtMs: 0,
    notBeforeMs: 0,
    complexity: 'medium',
    provider: null,
    conflictKeys: [],
  };
}

function createFifo(): Policy {
  const queue: Job[] = [];
  let head = 0;
  return {
    add: (job) => void queue.push(job),
    next: () => queue[head++] ?? null,
    end: () => undefined,
  };
}

function createRoundRobin(): Policy {
  const queues = new Map<number, Job[]>(WEIGHTS.map((id) => [id, []]));
  let turn = 0;
  return {
    add: (job) => void queues.get(job.projectId)?.push(job),
    next: () => {
      for (let n = 0; n < WEIGHTS.length; n++) {
        const job = queues.get(WEIGHTS[turn++ % WEIGHTS.length] ?? 0)?.shift();
        if (job !== undefined) return job;
      }
      return null;
    },
    end: () => undefined,
  };
}

/**
 * Serves the jobs on the slots until the time is over; lane time and lag are counted in work done.
 */
function run(policy: string, made: Policy, jobs: readonly Job[]): Result {
  for (const job of jobs) made.add(job);
  const running: { job: Job; startMs: number; endMs: number }[] = [];
  const done = new Map<number, number>(WEIGHTS.map((id) => [id, 0]));
  let nowMs = 0;
  let lagMs = 0;
  while (nowMs < UNTIL_MS) {
    for (let job = fill(); job !== null; job = fill())
      running.push({ job, startMs: nowMs, endMs: nowMs + job.ms });
    running.sort((a, b) => a.endMs - b.endMs);
    const first = running.shift();
    if (first === undefined) break;
    nowMs = first.endMs;
    const { projectId, ms } = first.job;
    done.set(projectId, (done.get(projectId) ?? 0) + ms);
    made.end(first.job, nowMs);
    lagMs = Math.max(lagMs, largestLag(servedBy(nowMs)));
  }
  const served = servedBy(nowMs);
  const total = [...served.values()].reduce((sum, x) => sum + x, 0);
  const shares = WEIGHTS.map((id) => (served.get(id) ?? 0) / total);
  return {
    policy,
    jain: jain(WEIGHTS.map((w, at) => (shares[at] ?? 0) / w)),
    lagTasks: lagMs / LONGEST_MS,
    shares,
  };

  function fill(): Job | null {
    return running.length < SLOTS ? made.next(nowMs) : null;
  }

  function servedBy(atMs: number): Map<number, number> {
    const sums = new Map(done);
    for (const { job, startMs } of running)
      sums.set(job.projectId, (sums.get(job.projectId) ?? 0) + atMs - startMs);
    return sums;
  }
}

function largestLag(served: ReadonlyMap<number, number>): number {
  const total = [...served.values()].reduce((sum, x) => sum + x, 0);
  return Math.max(...WEIGHTS.map((w) => (total * w) / TOTAL_WEIGHT - (served.get(w) ?? 0)));
}

/** Jain's index: (Σx)²/(n·Σx²). */
function jain(values: readonly number[]): number {
  const sum = values.reduce((total, x) => total + x, 0);
  return (sum * sum) / (values.length * values.reduce((total, x) => total + x * x, 0));
}

const jobs = createJobs();
const results = [
  run('slipway', createOurs(), jobs),
  run('fifo', createFifo(), jobs),
  run('round robin', createRoundRobin(), jobs),
];
console.log(
  'P3: 8 projects, weights 1-8, project 1 floods (bars: Jain >= 0.99, lag <= 2 longest tasks)',
);
for (const { policy, jain: index, lagTasks, shares } of results)
  console.log(
    `  ${policy.padEnd(12)} Jain ${index.toFixed(4)}  lag ${lagTasks.toFixed(2).padStart(8)} tasks  shares ${shares.map((s) => (100 * s).toFixed(1).padStart(5)).join(' ')} %`,
  );
console.log(JSON.stringify({ bench: 'P3', slots: SLOTS, results }));

import { performance } from 'node:perf_hooks';
import { createScheduler } from '../../src/core/scheduler/scheduler.ts';
import type { Scheduler, SchedulerTask } from '../../src/core/scheduler/types.ts';

/**
 * P2: what one scheduling decision costs with 100,000 queued tasks over 1,000 projects. Bar: median
 * <= 50 µs.
 */

const TASKS = 100_000;
const PROJECTS = 1000;
const DECISIONS = 20_000;
const LANES = { 'Code-Impl': 6, 'Data-Schema': 2, Narrative: 4, 'Vector-Ops': 4 };

interface Figures {
  what: string;
  medianUs: number;
  p95Us: number;
  p99Us: number;
}

/** Deterministic numbers in [0, 1) (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = createRandom(7);

function makeTask(seq: number): SchedulerTask {
  const projectId = seq % PROJECTS;
  const lanes = Object.keys(LANES);
  return {
    taskId: `t${seq}`,
    runId: `r${projectId}`,
    projectId,
    lane: lanes[Math.floor(random() * lanes.length)] ?? 'Narrative',
    seq,
    priority: random(),
    ciWidth: random(),
    deadlineMs: random() < 0.3 ? Math.floor(random() * 7_200_000) : null,
    deps: [],
    estimateMs: 500 + random() * 10_000,
    queuedAtMs: 0,
    notBeforeMs: 0,
    complexity: 'medium',
    provider: null,
    conflictKeys: random() < 0.1 ? [`file${Math.floor(random() * 200)}`] : [],
  };
}

function fill(): Scheduler {
  const scheduler = createScheduler({ caps: LANES });
  for (let projectId = 0; projectId < PROJECTS; projectId++) {
    scheduler.setWeight(projectId, 1 + (projectId % 8));
    scheduler.addRun({ runId: `r${projectId}`, projectId, rehearsal: false, held: null });
  }
  for (let seq = 0; seq < TASKS; seq++) scheduler.addTask(makeTask(seq));
  return scheduler;
}

function figures(what: string, samplesUs: number[]): Figures {
  const sorted = samplesUs.toSorted((a, b) => a - b);
  const at = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
  return { what, medianUs: at(0.5), p95Us: at(0.95), p99Us: at(0.99) };
}

/** Keeps the queue at 100,000: each decision ends one task, adds one and starts one. */
function measureOurs(): Figures[] {
  const scheduler = fill();
  const running: string[] = [];
  let nowMs = 0;
  const admit = (): null => null;
  for (let d = scheduler.next(nowMs, admit); d !== null; d = scheduler.next(nowMs, admit))
    running.push(d.task.taskId);
  const decisions: number[] = [];
  const adds: number[] = [];
  const reasons: number[] = [];
  for (let n = 0; n < DECISIONS; n++) {
    nowMs += 20;
    const began = performance.now();
    scheduler.finish(running.shift() ?? '', 'succeeded', 700, nowMs);
    const dispatch = scheduler.next(nowMs, admit);
    const ended = performance.now();
    if (dispatch !== null) running.push(dispatch.task.taskId);
    decisions.push((ended - began) * 1000);
    const task = { ...makeTask(TASKS + n), queuedAtMs: nowMs };
    const adding = performance.now();
    scheduler.addTask(task);
    const added = performance.now();
    scheduler.whyWaits(task.taskId, nowMs, admit);
    adds.push((added - adding) * 1000);
    reasons.push((performance.now() - added) * 1000);
  }
  return [
    figures('slipway next() + finish()', decisions),
    figures('slipway addTask()', adds),
    figures('slipway whyWaits()', reasons),
  ];
}

interface PeerQueue {
  enqueue(run: () => Promise<void>, options: { priority: number }): void;
  dequeue(): unknown;
}

/**
 * p-queue's own priority queue, filled and kept at the same length: one dequeue and one enqueue.
 */
async function measurePeer(): Promise<Figures | null> {
  const home = new URL('../peers/node_modules/p-queue/dist/', import.meta.url);
  let PriorityQueue: new () => PeerQueue;
  try {
    ({ default: PriorityQueue } = await import(new URL('priority-queue.js', home).href));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      return null;
    throw error;
  }
  const queue = new PriorityQueue();
  const work = (): Promise<void> => Promise.resolve();
  // Rising order is its cheap case; a random fill of 100,000 would take it minutes.
  for (let n = 0; n < TASKS; n++) queue.enqueue(work, { priority: 1 - n / TASKS });
  const samples: number[] = [];
  for (let n = 0; n < 2000; n++) {
    const priority = random();
    const began = performance.now();
    queue.dequeue();
    queue.enqueue(work, { priority });
    samples.push((performance.now() - began) * 1000);
  }
  return figures('p-queue dequeue + enqueue', samples);
}

const rows = measureOurs();
const peer = await measurePeer();
if (peer !== null) rows.push(peer);
console.log(`P2: ${TASKS} queued tasks, ${PROJECTS} projects; µs per decision (bar: median <= 50)`);
for (const { what, medianUs, p95Us, p99Us } of rows)
  console.log(
    `  ${what.padEnd(28)} median ${medianUs.toFixed(1).padStart(7)}  P95 ${p95Us.toFixed(1).padStart(7)}  P99 ${p99Us.toFixed(1).padStart(7)}`,
  );
if (peer === null) console.log('  p-queue                      not installed');
console.log(
  JSON.stringify({
    bench: 'P2',
    tasks: TASKS,
    projects: PROJECTS,
    rows,
    peer: peer?.what ?? 'not installed',
  }),
);

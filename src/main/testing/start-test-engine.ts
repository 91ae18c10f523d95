import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { AllClients } from '#shared/contract/contract.ts';
import type { WireEvent } from '#shared/events.ts';
import { readEventsAfter } from '../db/event-log.ts';
import type { RunRow } from '../db/runs.ts';
import { startEngine, type Engine, type EngineOptions } from '../engine.ts';
import { inProcessClient } from './in-process-client.ts';
import { removeScratch } from '../../workers/files/remove-scratch.ts';
import { PATIENCE_MS } from './patience.ts';

export interface TestEngine extends AllClients {
  engine: Engine;
  dataDir: string;
  /** Lines of level error and above that the engine logged. */
  errors: string[];
  /** Resolves with the first event, past or future, that `isWanted` accepts. */
  until(isWanted: (event: WireEvent) => boolean, what: string): Promise<WireEvent>;
  /** Resolves when the run is in one of the states. */
  untilRun(runId: string, ...states: string[]): Promise<RunRow>;
  /** Resolves when the task is in one of the states. */
  untilTask(taskId: string, ...states: string[]): Promise<void>;
  /** Stops the engine; the data folder stays. */
  stop(): Promise<void>;
  /** Stops the engine and removes its folder. */
  dispose(): Promise<void>;
}

/** A folder for one engine's data. */
export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'slipway-test-'));
}

/**
 * An engine in this process, with real SQLite and real workers; synthetic, fast and seeded unless
 * the options differ.
 */
export async function startTestEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const errors: string[] = [];
  const dataDir = options.dataDir ?? makeDataDir();
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const engine = await startEngine({
    synthetic: true,
    timeScale: 1000,
    seed: 1,
    // Tests that want a missed KPI ask for one.
    failingShare: 0,
    settleMs: 20,
    // Most tests ask nothing of the index, and its threads would take the machine from what they
    // measure.
    index: false,
    log,
    ...options,
    dataDir,
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= engine.stop());
  const until = (isWanted: (event: WireEvent) => boolean, what: string) =>
    awaitEvent(engine, isWanted, () => `${what} did not happen. ${errors.join('')}`);
  const { read } = engine.spine.store;
  return {
    ...inProcessClient(engine.handlers),
    engine,
    dataDir,
    errors,
    until,
    async untilRun(runId, ...states) {
      const here = (): RunRow | undefined => read.runs.get(runId);
      const isThere = (): boolean => states.includes(here()?.status ?? '');
      await until(() => isThere(), `run ${runId} becoming ${states.join(' or ')}`);
      return here() as RunRow;
    },
    async untilTask(taskId, ...states) {
      const isThere = (): boolean => states.includes(read.tasks.get(taskId)?.status ?? '');
      await until(() => isThere(), `task ${taskId} becoming ${states.join(' or ')}`);
    },
    stop,
    async dispose() {
      await stop();
      // A run's test may have closed folders of its worktree.
      await removeScratch(dataDir);
    },
  };
}

function awaitEvent(
  engine: Engine,
  isWanted: (event: WireEvent) => boolean,
  complaint: () => string,
): Promise<WireEvent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopListening();
      reject(new Error(complaint()));
    }, PATIENCE_MS);
    const look = (events: readonly WireEvent[]): boolean => {
      const found = events.find((event) => isWanted(event));
      if (found === undefined) return false;
      clearTimeout(timer);
      stopListening();
      resolve(found);
      return true;
    };
    const stopListening = engine.events(look);
    look(readEventsAfter(engine.spine.store.reader, 0, { limit: 1_000_000 }));
  });
}

import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { REST_AFTER_MS } from '#core/code-index/freshness/judge-index.ts';
import { SETTLE_AFTER_MS } from '#core/lifecycle/settle-wait.ts';
import type { EmbeddingAddress } from '#shared/messages/code-index.ts';
import type { AllHandlers } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { watchExpiry } from './approvals/watch-expiry.ts';
import { createIndexWork } from './code-index/create-index-work.ts';
import type { CodeIndexes } from './code-index/index-service.ts';
import { openForEvents, openIndexes, openStartRepository } from './code-index/open-indexes.ts';
import { keepCopies } from './db/copies/keep-copies.ts';
import { LEDGER_FILE, makeDataFolder, requireKnownLedger } from './db/data-folder.ts';
import { takeEngineLock } from './db/engine-lock.ts';
import { isDamage, ledgerFault } from './db/ledger-fault.ts';
import type { WireEvent } from '#shared/events.ts';
import { openStore } from './db/store.ts';
import { buildSpine } from './dispatch/build-spine.ts';
import { watchLeases } from './dispatch/leases.ts';
import { rebuild, recover } from './dispatch/recover.ts';
import type {
  Disposal,
  Execution,
  Ledger,
  Queue,
  Settings,
  Spine,
  Timing,
  Upkeep,
} from './dispatch/spine.ts';
import { sweepLeftovers } from './dispatch/sweep-leftovers.ts';
import { withinMs } from './dispatch/within-ms.ts';
import { createWorkerPools, type WorkerPools } from './dispatch/worker-pools.ts';
import { createPasHandlers } from './runs/pas-handlers.ts';
import { createPlmsHandlers } from './projects/plms-handlers.ts';
import { createRagHandlers } from './code-index/queries/handlers.ts';
import type { EmbedText } from './code-index/queries/context.ts';
import { createRagQueries, type RagQueries } from './code-index/queries/queries.ts';
import { trustOpened } from './approvals/trust/trust-opened.ts';
import { learnRepository } from './secrets/learn-repository.ts';
import { maskHandlers } from './secrets/mask-handlers.ts';
import { openLog } from './secrets/open-log.ts';
import { createBell } from './streams/follow-events.ts';
import { DEFAULT_FAILING_SHARE } from '#core/execution/draw-synthetic.ts';
import { createTurns } from './streams/take-turns.ts';
import { keepTrash } from './trash/keep-trash.ts';
import { Tokens } from './tokens/tokens.ts';
import { appVersion } from './serve/app-root.ts';
import { startInTemporaryRoot } from './serve/temporary-root.ts';

export interface EngineOptions {
  dataDir: string;
  repo?: string | null;
  synthetic?: boolean;
  /** 1 = synthetic tasks take their declared time, 100 = a hundred times faster. */
  timeScale?: number;
  /** Drawn when it is not given; it stands in every passport. */
  seed?: number | null;
  /** Share of synthetic tasks that miss one of their KPIs. Default: 0.05. */
  failingShare?: number;
  /**
   * Window without a new card after which a run with all tasks ended is settled, ms. Default 3,000.
   */
  settleMs?: number;
  /**
   * False: nothing is dispatched, recovered or settled; for reading and planning beside a sleeping
   * run. Default true.
   */
  dispatch?: boolean;
  /** False: repositories are not indexed by themselves. Default true. */
  index?: boolean;
  /** The model by which code is found by meaning; null, the default: by its words alone. */
  embedding?: EmbeddingAddress | null;
  /** How long a code index is left alone before it rests. Default: five minutes. */
  restAfterMs?: number;
  /** How long a question waits for an answer before it counts as refused. Default: a day. */
  approvalTimeoutMs?: number;
  log?: Logger;
}

/**
 * Everything Slipway does, without a window and without a socket: handlers to call and events to
 * follow.
 */
export interface Engine {
  handlers: AllHandlers;
  spine: Spine;
  indexes: CodeIndexes;
  tokens: Tokens;
  version: string;
  startedAt: string;
  /** Calls back with events as they become durable; returns the way to stop. */
  events(listener: (events: readonly WireEvent[]) => void): () => void;
  stop(): Promise<void>;
}

/** Streams that read from far back take a quarter of the thread at most, however many they are. */
const REST_OF_READERS = 3;
const DEFAULT_APPROVAL_TIMEOUT_MS = 24 * 3_600_000;

/**
 * Opens the ledger, takes up what the last engine left, and starts dispatching. One engine a data
 * folder.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir } = options;
  makeDataFolder(dataDir);
  const lock = takeEngineLock(join(dataDir, 'engine.lock'));
  if (lock === null) {
    throw new AppError(
      'already_started',
      `Another Slipway engine uses the data folder ${dataDir}. Use that one, stop it, or choose another folder with --data.`,
    );
  }
  try {
    requireKnownLedger(dataDir);
    return await startInTemporaryRoot((temporary, removeIt) =>
      openEngine(options, temporary, async () => {
        await removeIt();
        lock.release();
      }),
    );
  } catch (error) {
    lock.release();
    throw isDamage(error) ? ledgerFault(join(dataDir, LEDGER_FILE), error) : error;
  }
}

async function openEngine(
  options: EngineOptions,
  temporary: string,
  release: () => Promise<void>,
): Promise<Engine> {
  const log = options.log ?? openLog('warn');
  const listeners = new Set<(events: readonly WireEvent[]) => void>();
  const following = { bell: createBell(), turns: createTurns({ rest: REST_OF_READERS }) };
  const clock = { nowMs: () => Date.now() };
  const tokens = new Tokens(options.dataDir, clock);
  const store = openStore(join(options.dataDir, LEDGER_FILE), {
    clock,
    announce(events) {
      following.bell.ring();
      for (const listener of listeners) listener(events);
    },
    mirrorError: (error) => log.error({ err: error }, 'memory could not follow the ledger'),
  });
  const version = appVersion();
  const startedAt = new Date(clock.nowMs()).toISOString();
  const pools = createWorkerPools(temporary);
  const dispatching = options.dispatch ?? true;
  const settings = spineOptions(options, version);
  const ledger = { store, clock };
  const { indexes, queries } = openCodeIndex({ ledger, pools, log, temporary }, options);
  const index = createIndexWork(indexes, queries.handlers.queryIndex, clock);
  const spine = buildSpine({ options: settings, store, clock, pools, log, index, dispatching });
  const stopAll = (): Promise<void> => stopParts(spine, { indexes, queries, tokens });
  await takeUp(spine).catch(async (error: unknown) => {
    await stopAll();
    throw error;
  });
  const stopKeeping = keepUp(spine, listeners);
  if (options.index ?? spine.dispatching) {
    openStartRepository(spine, indexes);
    listeners.add((events) => openForEvents(spine, indexes, events));
  }
  spine.requestPump();
  return {
    handlers: maskHandlers({
      pas: createPasHandlers(spine, { following, tokens, startedAt }),
      plms: createPlmsHandlers(spine),
      rag: createRagHandlers(spine, indexes, queries),
    }),
    spine,
    indexes,
    tokens,
    version,
    startedAt,
    events(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      await stopKeeping();
      await stopAll();
      await release();
    },
  };
}

/** What goes on by itself while the engine lives; returns the way to end it. */
function keepUp(
  spine: Ledger & Settings & Queue & Execution & Upkeep & Timing & Disposal,
  listeners: Set<(events: readonly WireEvent[]) => void>,
): () => Promise<void> {
  const { store, clock, log, options, pools } = spine;
  if (spine.dispatching) sweepLeftovers(spine);
  const stopLeases = watchLeases(spine);
  // An engine that only reads leaves the trash to the next one that works.
  const trash = spine.dispatching ? keepTrash(spine) : null;
  const expiry = watchExpiry(spine);
  listeners.add((events) => {
    if (events.some(({ type }) => type === 'approval.raised')) expiry.look();
  });
  expiry.look();
  const copies = keepCopies(store, {
    dataDir: options.dataDir,
    clock,
    log,
    check: async (file) => (await pools.ask({ kind: 'find_damage', file })).damage,
  });
  return async () => {
    stopLeases();
    expiry.stop();
    await Promise.all([copies.stop(), trash?.stop()]);
  };
}

interface IndexParts {
  ledger: Ledger;
  pools: WorkerPools;
  log: Logger;
  temporary: string;
}

/** The indexes of the data folder, and what answers questions about them. */
function openCodeIndex(
  { ledger, pools, log, temporary }: IndexParts,
  options: EngineOptions,
): { indexes: CodeIndexes; queries: RagQueries } {
  const embedding = options.embedding ?? null;
  const indexes = openIndexes(ledger, {
    dataDir: options.dataDir,
    embedding,
    log,
    temporary,
    watch: options.dispatch ?? true,
    restAfterMs: options.restAfterMs ?? REST_AFTER_MS,
    opened: (root) => {
      learnRepository(pools, [root]).catch((error: unknown) =>
        log.warn({ err: error, root }, 'the secrets of a repository could not be read'),
      );
    },
    findGitFolders: async (folder) =>
      (await pools.ask({ kind: 'find_git_folders', folder })).folders,
  });
  const embedText: EmbedText = (text, { root, model }) => indexes.embedText(root, text, model);
  const queries = createRagQueries(indexes, ledger.clock, {
    readSources: async (root, sources) =>
      (await pools.ask({ kind: 'read_sources', root, sources })).texts,
    embedText: embedding === null ? null : embedText,
  });
  return { indexes, queries };
}

/**
 * Goes on where the last engine stopped. Runs are taken up only when the sandbox has proved itself,
 * because they need it.
 */
async function takeUp(
  spine: Ledger & Settings & Queue & Execution & Upkeep & Timing,
): Promise<void> {
  const recovered = spine.dispatching ? recover(spine) : Promise.resolve();
  const trusted = (spine.dispatching ? trustOpened(spine) : Promise.resolve()).catch(
    (error: unknown) => spine.log.error({ err: error }, 'the trust of a repository was not kept'),
  );
  await Promise.all([spine.sandbox.prove(), recovered, trusted]);
  rebuild(spine);
}

function spineOptions(options: EngineOptions, version: string): Spine['options'] {
  return {
    dataDir: options.dataDir,
    synthetic: options.synthetic ?? false,
    timeScale: options.timeScale ?? 1,
    seed: options.seed ?? randomInt(2 ** 31),
    failingShare: options.failingShare ?? DEFAULT_FAILING_SHARE,
    openRepo: options.repo ?? null,
    version,
    settleMs: options.settleMs ?? SETTLE_AFTER_MS,
    approvalTimeoutMs: options.approvalTimeoutMs ?? DEFAULT_APPROVAL_TIMEOUT_MS,
  };
}

async function stopParts(
  spine: Ledger & Queue & Execution & Upkeep & Timing,
  parts: { indexes: CodeIndexes; queries: RagQueries; tokens: Tokens },
): Promise<void> {
  spine.life.stop();
  await Promise.all([parts.indexes.stop(), stopSpine(spine)]);
  parts.queries.close();
  parts.tokens.close();
}

// A process tree is given 1.8 s to go; what is still there then dies with its worker thread.
const STOP_PATIENCE_MS = 2500;

/**
 * Stops dispatching, ends running work with its processes, and closes the ledger. What ran is taken
 * up at the next start.
 */
async function stopSpine(spine: Ledger & Queue & Execution & Upkeep & Timing): Promise<void> {
  spine.life.stop();
  spine.rounds.stop();
  spine.settling.stop();
  spine.timeUp.stop();
  for (const task of spine.live.values()) task.abort('the engine stops');
  await spine.store.commit.idle();
  await withinMs(
    STOP_PATIENCE_MS,
    Array.from(spine.live.values(), (task) => task.done),
  );
  await spine.pools.destroy();
  await spine.logs.flush();
  await spine.store.commit.idle();
  spine.store.close();
}

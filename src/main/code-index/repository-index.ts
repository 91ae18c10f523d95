import type { Logger } from 'pino';
import type { Clock } from '#core/ports.ts';
import type {
  EmbeddingAddress,
  EngineEvent,
  RefreshReport,
  Round,
  VectorState,
  VisibleIndex,
} from '#shared/messages/code-index.ts';
import type { IndexAlert, IndexState } from '#core/code-index/freshness/index-state.ts';
import type { Watching } from '#core/code-index/freshness/judge-index.ts';
import { vectorsAtStart } from '#core/code-index/freshness/vectors-at-start.ts';
import { AppError } from '#shared/errors.ts';
import type { GitFolders } from '#shared/messages/git-folders.ts';
import { gatherNotices } from '../watch/gather-notices.ts';
import { letNoticesArrive } from '../watch/let-notices-arrive.ts';
import { watchHead } from '../watch/watch-head.ts';
import { watchTree, type TreeWatch } from '../watch/watch-tree.ts';
import { ignoreQuestions } from './ignore-questions.ts';
import { FirstBuild } from './first-build.ts';
import type { StoredIndex } from './index-service.ts';
import { IndexThread } from './index-thread.ts';
import { askPatiently } from './patient-asking.ts';
import { reportNothing } from './report-nothing.ts';
import { RoundQueue } from './round-queue.ts';
import { stateOfIndex } from './state-of-index.ts';

export interface RepositoryIndexParts {
  folders: GitFolders;
  /** SQLite file of the index. */
  file: string;
  /** The model that gives passages and questions their vectors; null for none. */
  embedding: EmbeddingAddress | null;
  /** Below which its thread makes temporary folders; null: in the system's. */
  temporary: string | null;
  clock: Clock;
  log: Logger;
  /** Whether changes are to be noticed without being asked. */
  watch: boolean;
  changed(): void;
  /** A round came to its end, well or not, or the thread has nothing to do any more. */
  settled(): void;
}

/** Facts of the last checks, for the Vector Manager. */
export interface Checks {
  drift: { now: number; before: number } | null;
  lastLookMs: number | null;
  lastSampleMs: number | null;
  lastFullCheckMs: number | null;
  wasReadAgain: boolean;
}

// Git writes its index with many commands; comparing lists all that is tracked.
const INDEX_NOTICES_MS = 500;

/**
 * One repository under the index: its thread, its watch, and what is known of both. It is awake or
 * rests: then the watch, the figures and the graph are all there is, and the first use wakes it.
 */
export class RepositoryIndex {
  readonly folders: GitFolders;
  readonly checks: Checks = {
    drift: null,
    lastLookMs: null,
    lastSampleMs: null,
    lastFullCheckMs: null,
    wasReadAgain: false,
  };
  /**
   * The text of a question as a vector of the named model, within a bounded time; null when there
   * is none.
   */
  readonly embedText = askPatiently(async (text, model) => {
    return (await this.#thread.ask({ type: 'embed', text, model })).vector;
  });
  readonly #parts: RepositoryIndexParts;
  readonly #thread: IndexThread;
  readonly #queue: RoundQueue;
  readonly #indexed = gatherNotices(INDEX_NOTICES_MS, () => this.#compareTracked());
  readonly #firstBuild = new FirstBuild();
  #tree: TreeWatch | null = null;
  #stopHead: (() => Promise<void>) | null = null;
  #visible: VisibleIndex | null = null;
  /** Whether what the round that runs has read is visible but for its edges. */
  #isAheadOfEdges = false;
  #incarnation = 0;
  #progress: { done: number; total: number } | null = null;
  #failures: { inRow: number; lastMs: number; sentence: string } | null = null;
  #watching: Watching = { by: 'nothing' };
  #alerts: readonly IndexAlert[] = [];
  #vectors: VectorState;
  #isFilling = false;
  #isResting = false;
  #lastUsedMs: number;
  #isStopped = false;

  constructor(parts: RepositoryIndexParts) {
    this.#parts = parts;
    this.folders = parts.folders;
    const { root } = parts.folders;
    const { file, embedding } = parts;
    this.#vectors = vectorsAtStart(embedding);
    this.#lastUsedMs = parts.clock.nowMs();
    const start = { ...parts.folders, file, embedding };
    this.#thread = new IndexThread(start, parts.temporary, {
      event: (event) => this.#receive(event),
      mayRest: () => parts.settled(),
    });
    this.#queue = new RoundQueue({
      clock: parts.clock,
      run: (round) => this.#run(round),
      letNoticesArrive: async () => {
        // The refresh itself reports a root that is gone.
        if (parts.watch) await letNoticesArrive(root).catch(() => undefined);
        await this.#tree?.settled();
      },
      changed: () => parts.changed(),
      failed: (error) => this.#failed(error),
      settled: () => parts.settled(),
    });
  }

  get isBusy(): boolean {
    return this.#queue.isBusy;
  }
  get failures() {
    return this.#failures;
  }
  get watching(): Watching {
    return this.#watching;
  }
  /** When somebody asked last, or something changed. */
  get lastUsedMs(): number {
    return this.#lastUsedMs;
  }
  get isFilling(): boolean {
    return this.#isFilling;
  }
  get graph(): SharedArrayBuffer | null {
    return this.#visible?.graph ?? null;
  }

  /** Opens what is stored, and with a watch brings it up to date by itself from now on. */
  start(): void {
    this.#thread.warm();
    if (!this.#parts.watch) return;
    const tree = watchTree(this.folders.root, ignoreQuestions(this.#thread), {
      changed: (path) => {
        this.#use();
        this.#queue.note(path);
      },
      watching: (now) => this.#watchChanged(now),
    });
    this.#tree = tree;
    this.#stopHead = watchHead(this.folders, {
      moved: () => {
        this.#use();
        this.#queue.noteMove();
      },
      locked: (isLocked) => this.#queue.noteLock(isLocked),
      indexed: () => this.#indexed.note(),
      excluded: () => tree.renew(),
    });
    this.refreshQuietly({ paths: null, full: false });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#queue.stop();
    this.#indexed.stop();
    this.#firstBuild.fail(new AppError('stopping', 'The code index is stopping.'));
    await Promise.all([this.#tree?.close(), this.#stopHead?.(), this.#thread.stop()]);
  }

  stored(): StoredIndex | null {
    if (this.#visible === null) return null;
    const { generation } = this.#visible;
    return { file: this.#parts.file, generation, incarnation: this.#incarnation };
  }

  /**
   * For whoever asks: resolves when there is something to read; rejects when the first build
   * failed.
   */
  async ready(): Promise<StoredIndex> {
    this.#use();
    const stored = this.stored();
    if (stored !== null) return stored;
    if (this.#isStopped) throw new AppError('stopping', 'The code index is stopping.');
    return this.#firstBuild.wait();
  }

  refresh(round: Round): Promise<{ report: RefreshReport; joined: boolean }> {
    this.#use();
    return this.#queue.refresh(this.#widened(round));
  }

  /** Ends what nobody needs now; while the thread is at work, it waits for the next judgement. */
  rest(): void {
    if (this.#isStopped || !this.#thread.rest()) return;
    this.#isResting = true;
    this.#parts.log.info({ root: this.folders.root }, 'the index rests');
    this.#parts.changed();
  }

  /** A refresh without a waiting caller; its failure is kept in the state. */
  refreshQuietly(round: Round): void {
    this.#queue.refresh(this.#widened(round)).catch((error: unknown) => {
      if (!this.#isStopped)
        this.#parts.log.warn({ err: error, root: this.folders.root }, 'refresh failed');
    });
  }

  /** Compares stored files with the work tree; what differs is looked at again. */
  async check(files: number | 'all'): Promise<void> {
    const { drifted } = await this.#thread.ask({ type: 'check', files });
    const nowMs = this.#parts.clock.nowMs();
    this.checks.lastSampleMs = nowMs;
    if (files === 'all') this.checks.lastFullCheckMs = nowMs;
    // A file that is being saved at this moment is on its way in, not missed.
    const missed = this.#queue.isBusy || this.#queue.staleSinceMs !== null ? 0 : drifted.length;
    this.checks.drift = { now: missed, before: this.checks.drift?.now ?? 0 };
    if (drifted.length > 0) this.refreshQuietly({ paths: drifted, full: false });
    this.#parts.changed();
  }

  setAlerts(alerts: readonly IndexAlert[]): void {
    if (JSON.stringify(alerts) === JSON.stringify(this.#alerts)) return;
    this.#alerts = alerts;
    this.#parts.changed();
  }

  state(): IndexState {
    return stateOfIndex({
      root: this.folders.root,
      visible: this.#visible,
      queue: this.#queue,
      isAheadOfEdges: this.#isAheadOfEdges,
      isResting: this.#isResting,
      watching: this.#watching,
      hasFailed: this.#failures !== null,
      progress: this.#progress,
      drift: this.checks.drift?.now ?? null,
      vectors: this.#vectors,
      alerts: this.#alerts,
    });
  }

  /** Somebody asks, or something changed. */
  #use(): void {
    this.#lastUsedMs = this.#parts.clock.nowMs();
    if (!this.#isResting || this.#isStopped) return;
    this.#isResting = false;
    this.#thread.warm();
    this.#queue.mustLook();
    this.refreshQuietly({ paths: null, full: false });
    this.#parts.changed();
  }

  async #run(round: Round): Promise<RefreshReport> {
    this.#isAheadOfEdges = false;
    const { gitSha } = await this.#thread.ask({ type: 'head' });
    const held = round.paths?.length === 0 && !round.full ? this.#heldReport(gitSha) : null;
    if (held !== null) return held;
    const { report } = await this.#thread.ask({ type: 'round', round, gitSha });
    const { phasesMs, durationMs, filesChanged } = report;
    if (filesChanged + report.filesRemoved > 0) this.#lastUsedMs = this.#parts.clock.nowMs();
    this.#parts.log.info(
      { root: this.folders.root, durationMs, filesChanged, phasesMs },
      'refreshed',
    );
    this.#failures = null;
    this.#progress = null;
    if (round.paths === null) this.checks.lastLookMs = this.#parts.clock.nowMs();
    return report;
  }

  /** What a round that has nothing to do would report; null when there is something to do. */
  #heldReport(gitSha: string | null): RefreshReport | null {
    const visible = this.#visible;
    const isHeld = visible !== null && visible.gitSha === gitSha && this.#failures === null;
    return isHeld ? reportNothing(visible) : null;
  }

  /**
   * Without a watch the changed paths are unknown, so that every refresh looks at the whole tree.
   */
  #widened(round: Round): Round {
    const isWatched = this.#watching.by === 'notices';
    return round.paths?.length === 0 && !isWatched ? { ...round, paths: null } : round;
  }

  #failed(error: unknown): void {
    this.#progress = null;
    const sentence = error instanceof Error ? error.message : String(error);
    const inRow = (this.#failures?.inRow ?? 0) + 1;
    this.#failures = { inRow, lastMs: this.#parts.clock.nowMs(), sentence };
    if (this.#visible !== null) return;
    this.#firstBuild.fail(
      new AppError('unknown_index', `${this.folders.root} could not be indexed: ${sentence}`),
    );
  }

  #watchChanged(now: Watching): void {
    this.#watching = now;
    if (now.by === 'starting') return;
    // Changes between the first look and this moment were not noticed.
    this.#queue.mustLook();
    this.refreshQuietly({ paths: [], full: false });
    this.#parts.changed();
  }

  /** Git ignores nothing it tracks. A thread that died reads anew what is tracked. */
  async #compareTracked(): Promise<void> {
    if (this.#isResting) {
      // What was tracked before is forgotten, so that there is nothing to compare with.
      this.#use();
      this.#tree?.renew();
      return;
    }
    const compared = await this.#thread.ask({ type: 'compare_tracked' }).catch(() => null);
    if (compared?.changed === true) this.#tree?.renew();
  }

  #receive(event: EngineEvent): void {
    if (event.type === 'progress') this.#progress = { done: event.done, total: event.total };
    else if (event.type === 'rules_changed') this.#tree?.renew();
    else if (event.type === 'visible') {
      this.#isAheadOfEdges = event.visible.lacksEdges === true;
      this.#show(event.visible);
    } else if (event.type === 'vectors') this.#vectors = event.vectors;
    else if (event.type === 'filling') this.#isFilling = event.isFilling;
    else if (event.type === 'without_git')
      this.#parts.log.warn({ root: this.folders.root }, event.sentence);
    else this.#opened(event);
    this.#parts.changed();
  }

  #opened({ stored, discarded }: Extract<EngineEvent, { type: 'opened' }>): void {
    this.#isFilling = false;
    // The watch had a question, which started the thread.
    this.#use();
    // A thread that comes back finds what is known already, but not what the last look left out.
    const isKnown = stored !== null && stored.generation === this.#visible?.generation;
    if (isKnown && discarded === null) return;
    this.#incarnation += 1;
    if (discarded !== null)
      this.#parts.log.warn(
        { root: this.folders.root, why: discarded },
        'the stored index was given up',
      );
    if (stored === null) this.#visible = null;
    else this.#show(stored);
  }

  #show(visible: VisibleIndex): void {
    this.#visible = visible;
    const stored = this.stored();
    if (stored !== null) this.#firstBuild.end(stored);
  }
}

import type {
  EngineEvent,
  IndexFigures,
  PhasesMs,
  RefreshReport,
  Round,
  VisibleIndex,
} from '#shared/messages/code-index.ts';
import { isConfigurationFile } from '#core/code-index/freshness/configuration-files.ts';
import type { FileFacts } from '#core/code-index/facts.ts';
import { isRulesFile } from '#core/code-index/scan/rules-file.ts';
import { coverageOf, summarizeSkipped } from '#core/code-index/scan/skipped-paths.ts';
import type { FileEdges, Program } from '#core/code-index/solve/types.ts';
import { IndexedFiles, type TreeDifference } from './index-engine-files.ts';
import { LazyProgram } from './index-engine-program.ts';
import type { ScannedFile, ScanResult } from './scan/scan-tree.ts';
import type { FileRecord, OpenedStore, ParsedFile } from './store/index-store.ts';

/** What the engine works with; the thread's entry gives the real ones. */
export interface IndexEngineParts {
  root: string;
  opened: OpenedStore;
  scanTree(): Promise<ScanResult>;
  scanPaths(paths: readonly string[]): Promise<ScanResult>;
  /**
   * Reads and parses files in any order; those that are gone by now are passed over. Resolves when
   * all were handed over.
   */
  parse(files: readonly ScannedFile[], handOver: (file: ParsedFile) => void): Promise<void>;
  /** Hash of a file's content as it lies there; null when it cannot be read. */
  hashOf(path: string): string | null;
  createProgram(): Program;
  /**
   * A larger index shows the definitions of a change before it fills the solver for it, which takes
   * long.
   */
  solvedAtOnceLines: number;
  report(event: EngineEvent): void;
  nowMs(): number;
}

/** A round while it runs; nothing of it counts before the commit. */
interface RoundWork {
  difference: TreeDifference;
  facts: FileFacts[];
  /** Files without facts now, so that the solver drops what it had of them. */
  withoutFacts: string[];
  records: FileRecord[];
  changed: number;
}

const NO_TIME: PhasesMs = { scan: 0, load: 0, read: 0, store: 0, solve: 0, edges: 0, commit: 0 };
const NO_EDGES: FileEdges = { edges: [], sinks: [] };
const PROGRESS_EVERY_MS = 100;
// A file saved so shortly before it was read may be saved again within the same tick of its file
// system's clock.
const CLOCK_TICK_MS = 20;

/** Keeps the stored index of one repository equal to its work tree. One round at a time. */
export class IndexEngine {
  readonly #parts: IndexEngineParts;
  readonly #files = new IndexedFiles();
  readonly #program: LazyProgram;
  #graph: SharedArrayBuffer;
  #figures: IndexFigures | null = null;
  #phases: PhasesMs = { ...NO_TIME };

  constructor(parts: IndexEngineParts) {
    this.#parts = parts;
    const { store, graph } = parts.opened;
    this.#graph = graph;
    this.#program = new LazyProgram(parts.root, store, () => parts.createProgram());
  }

  /** Takes over what is stored and says so. */
  open(): void {
    const { store, discarded } = this.#parts.opened;
    for (const file of store.loadFiles()) this.#files.records.set(file.path, recordOf(file));
    this.#parts.report({ type: 'opened', stored: this.#visible(), discarded });
  }

  /** Brings the stored index up to date. When it fails, everything is as it was before. */
  async run(round: Round, gitSha: string | null): Promise<RefreshReport> {
    const beganMs = this.#parts.nowMs();
    this.#phases = { ...NO_TIME };
    const difference = await this.#time('scan', () => this.#compare(round));
    const { store } = this.#parts.opened;
    const isSame = difference.toRead.length + difference.removed.length === 0;
    const isHeld = store.note?.gitSha === gitSha && store.note.lacksEdges !== true;
    if (isSame && isHeld) {
      // The files are as they were; what a look left out may be something else.
      if (round.paths?.length !== 0) this.#show();
      return this.#report({ changed: 0, removed: 0, beganMs });
    }
    const changed = await this.#apply(difference, { full: round.full, gitSha });
    return this.#report({ changed, removed: difference.removed.length, beganMs });
  }

  /**
   * Fills the solver from the store, so that the next change need not wait for it; not where that
   * change would have to wait for this.
   */
  warm(): void {
    if (this.#parts.opened.store.generation > 0 && !this.#isLarge()) this.#program.load();
  }

  /** Paths of stored files whose content is another now: of so many drawn at random, or of all. */
  check(files: number | 'all'): { checked: number; drifted: string[] } {
    const read = [...this.#files.records.values()].filter((file) => file.hash !== '');
    const chosen = files === 'all' ? read : draw(read, files);
    const drifted = chosen.filter(({ path, hash }) => this.#parts.hashOf(path) !== hash);
    return { checked: chosen.length, drifted: drifted.map((file) => file.path) };
  }

  close(): void {
    this.#parts.opened.store.close();
  }

  async #compare({ paths, full }: Round): Promise<TreeDifference> {
    if (paths === null) return this.#files.compareTree(await this.#parts.scanTree(), full);
    const rules = paths.filter((path) => isRulesFile(path));
    if (rules.length > 0) this.#parts.report({ type: 'rules_changed' });
    const all = [...paths, ...rules.map((path) => path.slice(0, -'/.gitignore'.length))];
    if (all.length === 0) return { toRead: [], removed: [] };
    return this.#files.comparePaths(all, await this.#parts.scanPaths(all), full);
  }

  async #apply(
    difference: TreeDifference,
    { full, gitSha }: { full: boolean; gitSha: string | null },
  ): Promise<number> {
    const { store } = this.#parts.opened;
    const startsOver = full && this.#isWhole(difference);
    const isSolvedLater = !startsOver && this.#isSolvedLater(difference);
    if (startsOver) this.#program.startOver();
    else if (!isSolvedLater) await this.#time('load', () => this.#program.load());
    store.begin();
    try {
      const work = await this.#time('read', () => this.#write(difference, full));
      const lag = store.note?.lacksEdges === true;
      const isUnchanged = !startsOver && work.changed + difference.removed.length === 0;
      const needsNoSolver = isUnchanged && !lag && !this.#program.owesEdges;
      if (isSolvedLater && !needsNoSolver) await this.#showUnsolved(work, { gitSha, lag });
      if (!needsNoSolver) await this.#solve(work, startsOver);
      await this.#commit(work, { gitSha, lacksEdges: false });
      return work.changed;
    } catch (error) {
      store.rollback();
      this.#program.forget();
      throw error;
    }
  }

  #isLarge(): boolean {
    return this.#count().lines > this.#parts.solvedAtOnceLines;
  }

  /**
   * Whether the definitions of a change can be shown before its edges. Which texts of
   * configurations the stored edges come from is known only as long as no other is stored.
   */
  #isSolvedLater({ toRead, removed }: TreeDifference): boolean {
    if (this.#program.isLoaded || this.#parts.opened.store.generation === 0) return false;
    const changed = [...toRead.map((file) => file.path), ...removed];
    return this.#isLarge() && !changed.some((path) => isConfigurationFile(path));
  }

  /** Makes the definitions and texts of a change visible, then fills the solver for its edges. */
  async #showUnsolved(
    work: RoundWork,
    { gitSha, lag }: { gitSha: string | null; lag: boolean },
  ): Promise<void> {
    const { store } = this.#parts.opened;
    for (const { path } of work.records) store.keepEdges(path);
    await this.#commit(work, { gitSha, lacksEdges: true });
    await this.#time('load', () => this.#program.load(lag));
    store.begin();
  }

  async #commit(
    work: RoundWork,
    note: { gitSha: string | null; lacksEdges: boolean },
  ): Promise<void> {
    const { store } = this.#parts.opened;
    const dated = { ...note, refreshedAtMs: this.#parts.nowMs() };
    const { graph } = await this.#time('commit', () => store.commit(dated));
    this.#graph = graph;
    for (const path of work.difference.removed) this.#files.records.delete(path);
    for (const record of work.records) this.#files.records.set(record.path, record);
    this.#show();
  }

  /**
   * Whether a round reads every file that will be stored, so that nothing of the old facts is
   * needed.
   */
  #isWhole({ toRead, removed }: TreeDifference): boolean {
    const read = new Set(toRead.map((file) => file.path));
    const gone = new Set(removed);
    return [...this.#files.records.keys()].every((path) => read.has(path) || gone.has(path));
  }

  /** Stores what was read while the parsers go on. */
  async #write(difference: TreeDifference, full: boolean): Promise<RoundWork> {
    const { store } = this.#parts.opened;
    const work: RoundWork = { difference, facts: [], withoutFacts: [], records: [], changed: 0 };
    for (const path of difference.removed) {
      this.#program.remember(path);
      store.removeFile(path);
    }
    const total = difference.toRead.length;
    let done = 0;
    let saidMs = this.#parts.nowMs();
    await this.#parts.parse(difference.toRead, (file) => {
      done += 1;
      const from = performance.now();
      this.#take(work, file, full);
      this.#phases.store += performance.now() - from;
      if (this.#parts.nowMs() - saidMs < PROGRESS_EVERY_MS) return;
      saidMs = this.#parts.nowMs();
      this.#parts.report({ type: 'progress', done, total });
    });
    return work;
  }

  #take(work: RoundWork, file: ParsedFile, full: boolean): void {
    const { store } = this.#parts.opened;
    const { facts } = file;
    const record = recordOf(file);
    const isFresh = this.#parts.nowMs() - record.mtimeMs < CLOCK_TICK_MS;
    if (isFresh) record.mtimeMs = 0;
    work.records.push(record);
    const known = this.#files.records.get(file.path);
    if (!full && known !== undefined && isSameRecord(known, record)) {
      store.touchFile(file.path, record.sizeBytes, record.mtimeMs);
      return;
    }
    work.changed += 1;
    this.#program.remember(file.path);
    store.putFile({ ...file, mtimeMs: record.mtimeMs });
    if (facts === null) work.withoutFacts.push(file.path);
    else work.facts.push(facts);
  }

  async #solve(work: RoundWork, startsOver: boolean): Promise<void> {
    const { difference, facts, withoutFacts, records } = work;
    const { store } = this.#parts.opened;
    const touched = [...difference.removed, ...records.map((record) => record.path)];
    const change = {
      put: facts,
      removed: [...difference.removed, ...withoutFacts],
      configurations: touched.filter((path) => isConfigurationFile(path)),
    };
    const edges = await this.#time('solve', () => this.#program.update(change));
    await this.#time('edges', () => {
      for (const path of withoutFacts) store.putEdges(path, NO_EDGES);
      for (const [path, own] of edges) store.putEdges(path, own);
      // A new program says nothing of files without edges; they may have had some.
      for (const { path } of startsOver ? records : [])
        if (!edges.has(path)) store.putEdges(path, NO_EDGES);
    });
  }

  async #time<T>(phase: keyof PhasesMs, work: () => T | Promise<T>): Promise<T> {
    const from = performance.now();
    const result = await work();
    this.#phases[phase] += performance.now() - from;
    return result;
  }

  #show(): void {
    this.#figures = null;
    const visible = this.#visible();
    if (visible !== null) this.#parts.report({ type: 'visible', visible });
  }

  #visible(): VisibleIndex | null {
    const { store } = this.#parts.opened;
    if (store.note === null) return null;
    const { generation, note } = store;
    return { generation, ...note, figures: this.#count(), graph: this.#graph };
  }

  /** Counts of the visible state; counted once for each. */
  #count(): IndexFigures {
    if (this.#figures !== null) return this.#figures;
    const { skipped: _, ...stats } = this.#parts.opened.store.stats();
    const skipped = [...this.#files.skipped()];
    return (this.#figures = {
      ...stats,
      skipped: summarizeSkipped(skipped),
      coverage: coverageOf(stats.files, skipped),
    });
  }

  #report(done: { changed: number; removed: number; beganMs: number }): RefreshReport {
    const { store } = this.#parts.opened;
    const { files, symbols, edges, coverage } = this.#count();
    return {
      generation: store.generation,
      filesIndexed: files,
      filesChanged: done.changed,
      filesRemoved: done.removed,
      symbols,
      edges,
      durationMs: this.#parts.nowMs() - done.beganMs,
      phasesMs: this.#phases,
      coverage,
      gitSha: store.note?.gitSha ?? null,
    };
  }
}

/** The record alone, without what hangs on it. */
function recordOf(file: FileRecord): FileRecord {
  const { path, hash, sizeBytes, mtimeMs, language, lines, status, reason } = file;
  return { path, hash, sizeBytes, mtimeMs, language, lines, status, reason };
}

function isSameRecord(a: FileRecord, b: FileRecord): boolean {
  return (
    a.hash === b.hash && a.status === b.status && a.language === b.language && a.reason === b.reason
  );
}

/** So many of the list, each at most once. */
function draw<T>(list: readonly T[], count: number): T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) {
    const at = Math.floor(Math.random() * left.length);
    const last = left.pop() as T;
    drawn.push(left[at] ?? last);
    if (at < left.length) left[at] = last;
  }
  return drawn;
}

import { createHash } from 'node:crypto';
import { isConfigurationFile } from '#core/code-index/freshness/configuration-files.ts';
import type { FileFacts } from '#core/code-index/facts.ts';
import type { FileEdges, Program } from '#core/code-index/solve/types.ts';
import { LARGEST_SOURCE_BYTES } from '#core/code-index/scan/classify-text.ts';
import { isRefusal } from '../files/refusal.ts';
import { RootFolder } from '../files/root-folder.ts';
import type { IndexStore } from './store/index-store.ts';

/** The facts of a round, for the solver. */
export interface FactsChange {
  put: readonly FileFacts[];
  removed: readonly string[];
  /** Configuration files that are new, changed or gone. */
  configurations: readonly string[];
}

const NO_EDGES: FileEdges = { edges: [], sinks: [] };

/**
 * The solver over a repository's facts. It is filled from the store when it is first needed,
 * without parsing; the stored edges are what it would find, so that its first answer changes
 * nothing. Texts of configuration files are not stored: when one is another by then, the edges may
 * differ from the stored ones, and all are given with the next change.
 */
export class LazyProgram {
  readonly #root: string;
  readonly #store: IndexStore;
  readonly #create: () => Program;
  #program: Program | null = null;
  /**
   * Configuration files that the program was filled with in another state than the stored edges
   * come from.
   */
  #strayed: readonly string[] = [];
  /** Facts that the stored edges come from, where the store has others by now. */
  readonly #before = new Map<string, FileFacts | null>();
  /** What it found when it was filled, if that may differ from the stored edges. */
  #unsaid: Map<string, FileEdges> | null = null;

  constructor(root: string, store: IndexStore, create: () => Program) {
    this.#root = root;
    this.#store = store;
    this.#create = create;
  }

  get isLoaded(): boolean {
    return this.#program !== null;
  }

  /** Whether it found edges when it was filled that may differ from the stored ones. */
  get owesEdges(): boolean {
    return this.#unsaid !== null;
  }

  /** Keeps the stored facts of a file that is about to be replaced before the program is filled. */
  remember(path: string): void {
    if (this.#program === null) this.#before.set(path, this.#store.factsOf(path));
  }

  /**
   * Takes the stored facts, as they were before the round that runs. Where the stored edges `lag`,
   * they come from facts that nobody has any more.
   */
  load(lag = this.#store.note?.lacksEdges === true): void {
    if (this.#program !== null) return;
    if (lag) this.#before.clear();
    const program = this.#create();
    if (this.#store.generation > 0) this.#fill(program, lag);
    this.#program = program;
    this.#before.clear();
  }

  #fill(program: Program, lag: boolean): void {
    const put: FileFacts[] = [];
    const take = (facts: FileFacts | null): void => {
      if (facts !== null) put.push(facts);
    };
    const strayed: string[] = [];
    const configurations = new Map<string, string | null>();
    using root = new RootFolder(this.#root);
    for (const file of this.#store.loadFiles()) {
      if (!this.#before.has(file.path)) take(file.readFacts());
      if (!isConfigurationFile(file.path)) continue;
      const bytes = readOrNull(root, file.path);
      configurations.set(file.path, bytes?.toString('utf8') ?? null);
      if (bytes === null || hashOf(bytes) !== file.hash) strayed.push(file.path);
    }
    for (const facts of this.#before.values()) take(facts);
    const found = program.update({ put, removed: [], configurations });
    this.#strayed = strayed;
    this.#unsaid =
      strayed.length === 0 && !lag
        ? null
        : new Map(put.map(({ path }) => [path, found.get(path) ?? NO_EDGES]));
  }

  /**
   * Applies a round's change and returns the edges of every file whose edges changed. Call load()
   * before the store is changed.
   */
  update({ put, removed, configurations }: FactsChange): Map<string, FileEdges> {
    if (this.#program === null) throw new Error('the program is used before it is loaded');
    const texts = this.#read([...this.#strayed, ...configurations]);
    const edges = this.#program.update({ put, removed, configurations: texts });
    const all = this.#unsaid;
    this.#settle();
    if (all === null) return edges;
    for (const path of removed) all.delete(path);
    for (const [path, own] of edges) all.set(path, own);
    return all;
  }

  /** Starts anew with nothing: every file is read again. */
  startOver(): void {
    this.#settle();
    this.#program = this.#create();
  }

  /** Gives the facts up, because the store went back to what it was. */
  forget(): void {
    this.#settle();
    this.#program = null;
  }

  #settle(): void {
    this.#before.clear();
    this.#strayed = [];
    this.#unsaid = null;
  }

  #read(paths: readonly string[]): Map<string, string | null> {
    using root = new RootFolder(this.#root);
    const textOf = (path: string): string | null =>
      readOrNull(root, path)?.toString('utf8') ?? null;
    return new Map(paths.map((path) => [path, textOf(path)]));
  }
}

/** Null for what is gone or no file; its removal is noticed, too. */
function readOrNull(root: RootFolder, path: string): Buffer | null {
  const content = root.read(path, LARGEST_SOURCE_BYTES);
  return isRefusal(content) ? null : Buffer.from(content.bytes);
}

/** As the hash of a stored file is made. */
function hashOf(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConfigurationFile } from '#core/code-index/freshness/configuration-files.ts';
import type { FileFacts } from '#core/code-index/facts.ts';
import type { FileEdges, Program } from '#core/code-index/solve/types.ts';
import type { IndexStore } from './store/index-store.ts';

/** The facts of a round, for the solver. */
export interface FactsChange {
  put: readonly FileFacts[];
  removed: readonly string[];
  /** Configuration files that are new, changed or gone. */
  configurations: readonly string[];
}

/**
 * The solver over a repository's facts. It is filled from the store when it is first needed, without parsing; the stored edges are what
 * it would find, so that its first answer is only work, no news.
 */
export class LazyProgram {
  readonly #root: string;
  readonly #store: IndexStore;
  readonly #create: () => Program;
  #program: Program | null = null;

  constructor(root: string, store: IndexStore, create: () => Program) {
    this.#root = root;
    this.#store = store;
    this.#create = create;
  }

  get isLoaded(): boolean {
    return this.#program !== null;
  }

  /** Takes the stored facts, as they were before the round that runs. */
  load(): void {
    if (this.#program !== null) return;
    const program = this.#create();
    if (this.#store.generation > 0) {
      const put: FileFacts[] = [];
      const configurations: string[] = [];
      for (const file of this.#store.loadFiles()) {
        const facts = file.readFacts();
        if (facts !== null) put.push(facts);
        if (isConfigurationFile(file.path)) configurations.push(file.path);
      }
      program.update({ put, removed: [], configurations: this.#read(configurations) });
    }
    this.#program = program;
  }

  /** Applies a round's change and returns the edges of every file whose edges changed. Call load() before the store is changed. */
  update({ put, removed, configurations }: FactsChange): Map<string, FileEdges> {
    if (this.#program === null) throw new Error('the program is used before it is loaded');
    return this.#program.update({ put, removed, configurations: this.#read(configurations) });
  }

  /** Starts anew with nothing: every file is read again. */
  startOver(): void {
    this.#program = this.#create();
  }

  /** Gives the facts up, because the store went back to what it was. */
  forget(): void {
    this.#program = null;
  }

  #read(paths: readonly string[]): Map<string, string | null> {
    return new Map(paths.map((path) => [path, readOrNull(join(this.#root, path))]));
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // It went between notice and reading; its removal is noticed, too.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

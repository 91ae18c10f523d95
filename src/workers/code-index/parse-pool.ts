import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { languagesFolder } from './find-languages.ts';
import { makeBatches } from './make-batches.ts';
import type { ParseResult, ParseTask } from './parse.ts';
import { failedFile } from './parse-file.ts';
import type { ScannedFile } from './scan/scan-tree.ts';
import type { ParsedFile } from './store/index-store.ts';

/**
 * Threads that read and parse files. One request at a time is the usual use; several share the
 * threads.
 */
export interface ParsePool {
  /**
   * Parses files in any order and hands each over once; those that are gone are passed over. A file
   * that kills its thread or never ends is handed over as `parser_failed`. Rejects with the
   * signal's reason when aborted; what is under way then is dropped.
   */
  parse(root: string, files: readonly ScannedFile[], use: ParseUse): Promise<void>;
  /**
   * Sentences about what went wrong since the last call: queries that do not compile, files that
   * broke the parser.
   */
  takeErrors(): string[];
  close(): Promise<void>;
}

export interface ParseUse {
  handOver(file: ParsedFile): void;
  signal?: AbortSignal;
}

export interface ParsePoolOptions {
  threads?: number;
  /** Entry of the threads; by default parse.ts or its bundle. */
  entry?: string;
  /** Where the languages lie; by default with the app. */
  languagesFolder?: string;
  /**
   * Ends a batch that takes too long, its wait for a thread included; its files are then tried one
   * by one. Default: 60 s.
   */
  limitBatch?: (files: readonly ScannedFile[]) => AbortSignal;
  /** A thread whose parser has grown beyond this is replaced. */
  wasmBytesLimit?: number;
}

// What a file leaves behind is short-lived: a small nursery takes 100 MB less than the default and
// no more time. The other bound makes memory run out in the thread, which costs a file, before it
// runs out in the process.
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 768 };

export function createParsePool(options: ParsePoolOptions = {}): ParsePool {
  return new ThreadPool(options);
}

/** Threads that were started together and end together. */
interface Crew {
  pool: Piscina;
  running: number;
}

class ThreadPool implements ParsePool {
  readonly #threads: number;
  readonly #entry: string;
  readonly #languagesFolder: string;
  readonly #limitBatch: (files: readonly ScannedFile[]) => AbortSignal;
  readonly #wasmBytesLimit: number;
  #errors: string[] = [];
  #crew: Crew | null = null;

  constructor(options: ParsePoolOptions) {
    this.#threads = options.threads ?? 2;
    this.#entry = options.entry ?? parseEntry();
    this.#languagesFolder = options.languagesFolder ?? languagesFolder();
    this.#limitBatch = options.limitBatch ?? (() => AbortSignal.timeout(60_000));
    this.#wasmBytesLimit = options.wasmBytesLimit ?? 256 * 1024 * 1024;
  }

  async parse(root: string, files: readonly ScannedFile[], use: ParseUse): Promise<void> {
    const batches = makeBatches(files, this.#threads);
    const suspects: ScannedFile[] = [];
    const work = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        use.signal?.throwIfAborted();
        const outcome = await this.#run({ root, files: batch });
        use.signal?.throwIfAborted();
        if ('parsed' in outcome) for (const file of outcome.parsed) use.handOver(file);
        else suspects.push(...batch);
      }
    };
    // One more than there are threads, so that none waits for its next batch.
    await Promise.all(Array.from({ length: this.#threads + 1 }, work));
    await this.#parseSingly(root, suspects, use);
  }

  takeErrors(): string[] {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  async close(): Promise<void> {
    const crew = this.#crew;
    this.#crew = null;
    await crew?.pool.destroy();
  }

  /**
   * Tries the files of lost batches one by one with nothing else under way, so that a loss is the
   * file's own.
   */
  async #parseSingly(root: string, files: readonly ScannedFile[], use: ParseUse): Promise<void> {
    for (const file of files) {
      use.signal?.throwIfAborted();
      const outcome = await this.#run({ root, files: [file] });
      if ('parsed' in outcome) for (const one of outcome.parsed) use.handOver(one);
      else {
        this.#note(`${file.path} broke its parser thread: ${outcome.lost}`);
        use.handOver(failedFile(file));
      }
    }
  }

  async #run(task: ParseTask): Promise<{ parsed: ParsedFile[] } | { lost: string }> {
    const crew = (this.#crew ??= this.#startCrew());
    crew.running += 1;
    try {
      const signal = this.#limitBatch(task.files);
      const result = (await crew.pool.run(task, { signal })) as ParseResult;
      result.errors.forEach((sentence) => this.#note(sentence));
      if (result.isSpent || result.wasmBytes > this.#wasmBytesLimit) this.#retire(crew);
      return { parsed: result.files };
    } catch (error) {
      return { lost: error instanceof Error ? error.message : String(error) };
    } finally {
      crew.running -= 1;
      if (crew !== this.#crew && crew.running === 0) void crew.pool.destroy();
    }
  }

  #note(sentence: string): void {
    if (!this.#errors.includes(sentence)) this.#errors.push(sentence);
  }

  /** Lets the threads end their batches; the next ones start in new threads. */
  #retire(crew: Crew): void {
    if (this.#crew === crew) this.#crew = null;
  }

  #startCrew(): Crew {
    const pool = new Piscina({
      filename: this.#entry,
      // One stays, with its grammars loaded, so that a saved file is read at once.
      minThreads: 1,
      maxThreads: this.#threads,
      idleTimeout: 10_000,
      workerData: this.#languagesFolder,
      resourceLimits: HEAP_LIMITS,
    });
    return { pool, running: 0 };
  }
}

/** The entry lies beside this module in the sources, and with the workers in the build. */
function parseEntry(): string {
  const isBuilt = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isBuilt ? '../workers/parse.js' : 'parse.ts', import.meta.url));
}

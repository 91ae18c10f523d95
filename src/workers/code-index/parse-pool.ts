import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { languagesFolder } from './find-languages.ts';
import type { ParseResult, ParseTask } from './parse.ts';
import { failedFile } from './parse-file.ts';
import type { ScannedFile } from './scan/scan-tree.ts';
import type { ParsedFile } from './store/index-store.ts';

/** Threads that read and parse files. One request at a time is the usual use; several share the threads. */
export interface ParsePool {
  /**
   * Parses files in any order and hands each over once; those that are gone are passed over. A file that kills its thread or never ends is
   * handed over as `parser_failed`. Rejects with the signal's reason when aborted; what is under way then is dropped.
   */
  parse(
    root: string,
    files: readonly ScannedFile[],
    use: { handOver(file: ParsedFile): void; signal?: AbortSignal },
  ): Promise<void>;
  /** Sentences about what went wrong since the last call: queries that do not compile, files that broke the parser. */
  takeErrors(): string[];
  close(): Promise<void>;
}

export interface ParsePoolOptions {
  threads?: number;
  /** Entry of the threads; by default parse.ts or its bundle. */
  entry?: string;
  /** Where the languages lie; by default with the app. */
  languagesFolder?: string;
  /** A batch that takes longer is given up, and its files are tried one by one. */
  batchTimeoutMs?: number;
  /** A thread whose parser has grown beyond this is replaced. */
  wasmBytesLimit?: number;
}

// About 80 ms of work: long enough to hide the passing of messages, short enough that the threads end together.
const BATCH_BYTES = 256 * 1024;
const BATCH_FILES = 200;

export function createParsePool(options: ParsePoolOptions = {}): ParsePool {
  return new ThreadPool(options);
}

class ThreadPool implements ParsePool {
  readonly #threads: number;
  readonly #entry: string;
  readonly #languagesFolder: string;
  readonly #batchTimeoutMs: number;
  readonly #wasmBytesLimit: number;
  #errors: string[] = [];
  #pool: Piscina | null = null;

  constructor(options: ParsePoolOptions) {
    this.#threads = options.threads ?? 2;
    this.#entry = options.entry ?? parseEntry();
    this.#languagesFolder = options.languagesFolder ?? languagesFolder();
    this.#batchTimeoutMs = options.batchTimeoutMs ?? 60_000;
    this.#wasmBytesLimit = options.wasmBytesLimit ?? 256 * 1024 * 1024;
  }

  async parse(
    root: string,
    files: readonly ScannedFile[],
    use: { handOver(file: ParsedFile): void; signal?: AbortSignal },
  ): Promise<void> {
    const batches = makeBatches(files, this.#threads);
    const work = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        use.signal?.throwIfAborted();
        const parsed = await this.#parseBatch({ root, files: batch });
        use.signal?.throwIfAborted();
        for (const file of parsed) use.handOver(file);
      }
    };
    // One more than there are threads, so that none waits for its next batch.
    await Promise.all(Array.from({ length: this.#threads + 1 }, work));
  }

  takeErrors(): string[] {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = null;
    await pool?.destroy();
  }

  async #parseBatch(task: ParseTask): Promise<ParsedFile[]> {
    try {
      return await this.#run(task);
    } catch (error) {
      const [file] = task.files;
      if (file === undefined) return [];
      if (task.files.length > 1) return await this.#parseSingly(task);
      const reason = error instanceof Error ? error.message : String(error);
      this.#errors.push(`${file.path} broke its parser thread: ${reason}`);
      return [failedFile(file)];
    }
  }

  async #parseSingly({ root, files }: ParseTask): Promise<ParsedFile[]> {
    const parsed: ParsedFile[] = [];
    for (const file of files) parsed.push(...(await this.#parseBatch({ root, files: [file] })));
    return parsed;
  }

  async #run(task: ParseTask): Promise<ParsedFile[]> {
    const pool = (this.#pool ??= this.#startPool());
    const signal = AbortSignal.timeout(this.#batchTimeoutMs);
    const result = (await pool.run(task, { signal })) as ParseResult;
    this.#errors.push(...result.errors.filter((sentence) => !this.#errors.includes(sentence)));
    if (result.isSpent || result.wasmBytes > this.#wasmBytesLimit) this.#retire(pool);
    return result.files;
  }

  /** Lets a pool end its running batches; the next ones start in a new pool. */
  #retire(pool: Piscina): void {
    if (this.#pool !== pool) return;
    this.#pool = null;
    pool.close().catch((error: unknown) => this.#errors.push(String(error)));
  }

  #startPool(): Piscina {
    return new Piscina({
      filename: this.#entry,
      // One stays, with its grammars loaded, so that a saved file is read at once.
      minThreads: 1,
      maxThreads: this.#threads,
      idleTimeout: 10_000,
      workerData: this.#languagesFolder,
    });
  }
}

/** Batches of about equal size, big files first, so that no big one is left for the end. */
function makeBatches(files: readonly ScannedFile[], threads: number): ScannedFile[][] {
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const limit = Math.min(BATCH_BYTES, total / (threads * 2));
  const batches: ScannedFile[][] = [];
  let bytes = 0;
  for (const file of files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)) {
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < BATCH_FILES && bytes + file.sizeBytes <= limit) {
      batch.push(file);
      bytes += file.sizeBytes;
      continue;
    }
    batches.push([file]);
    bytes = file.sizeBytes;
  }
  return batches;
}

/** The entry lies beside this module in the sources, and with the workers in the build. */
function parseEntry(): string {
  const isBuilt = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isBuilt ? '../workers/parse.js' : 'parse.ts', import.meta.url));
}

import { statfs } from 'node:fs/promises';
import { execa } from 'execa';
import { findSystemProgram } from './find-system-program.ts';

const LOOK_MS = 500;
const COUNT_MS = 30_000;
/** Counting takes at most this share of the time. */
const SHARE = 0.05;
const MAX_BUFFER = 64 * 1_048_576;
const BLOCK_BYTES = 512;

/**
 * Watches how much a command has written into its folders: the size on disk of all files there that
 * were changed since it started. Free space is looked at twice a second; the files are counted when
 * it has fallen by a quarter of the limit, and otherwise now and then.
 */
export class WrittenWatch {
  readonly #folders: readonly string[];
  readonly #limitBytes: number;
  readonly #onExcess: () => void;
  readonly #since = `@${Date.now() / 1000}`;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;
  #freeBytes: number | null = null;
  #nextCountMs = performance.now() + COUNT_MS;

  constructor(folders: readonly string[], limitBytes: number, onExcess: () => void) {
    this.#folders = folders;
    this.#limitBytes = limitBytes;
    this.#onExcess = onExcess;
    if (folders.length > 0) void this.#look().finally(() => this.#schedule());
  }

  stop(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => this.#schedule());
    }, LOOK_MS);
  }

  async #look(): Promise<void> {
    const free = await freeBytes(this.#folders);
    this.#freeBytes = Math.max(this.#freeBytes ?? free, free);
    const fallen = this.#freeBytes - free;
    const startedMs = performance.now();
    if (fallen < this.#limitBytes / 4 && startedMs < this.#nextCountMs) return;
    const written = await writtenBytes(this.#folders, this.#since);
    const endedMs = performance.now();
    this.#freeBytes = free;
    this.#nextCountMs = endedMs + Math.max(COUNT_MS, (endedMs - startedMs) / SHARE);
    if (written > this.#limitBytes && !this.#hasEnded) this.#onExcess();
  }
}

async function freeBytes(folders: readonly string[]): Promise<number> {
  const all = await Promise.all(
    folders.map(async (folder) => {
      const facts = await statfs(folder).catch(() => null);
      return facts === null ? Number.POSITIVE_INFINITY : facts.bavail * facts.bsize;
    }),
  );
  return Math.min(...all);
}

/** 0 where find is missing or does not know these options. */
async function writtenBytes(folders: readonly string[], since: string): Promise<number> {
  const program = findSystemProgram('find');
  if (program === null) return 0;
  const { stdout } = await execa(
    program,
    [...folders, '-type', 'f', '-newerct', since, '-printf', '%b\\n'],
    { reject: false, maxBuffer: MAX_BUFFER, env: {}, extendEnv: false },
  );
  const blocks = (stdout ?? '').split('\n').reduce((sum, line) => sum + Number(line), 0);
  return blocks * BLOCK_BYTES;
}
